package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.io.ByteSource;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Descriptors;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes redirections and takes them back. */
final class Redirector {

    private final Shell shell;

    Redirector(Shell shell) {
        this.shell = shell;
    }

    /** A redirection could not be made; why has been said. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed() {
            super("", null, false, false);
        }
    }

    /** What was there before redirections. */
    final class Saved {

        private final Map<Integer, Optional<OpenFile>> before = new LinkedHashMap<>();

        private void save(int descriptor) throws SystemError {
            Descriptors descriptors = shell.process().descriptors();
            if (!before.containsKey(descriptor)) {
                boolean open = descriptors.isOpen(descriptor);
                before.put(descriptor, open ? Optional.of(descriptors.retain(descriptor)) : Optional.empty());
            }
        }

        /** Puts everything back. */
        void restore() throws IOException {
            shell.process().flush();
            Descriptors descriptors = shell.process().descriptors();
            before.forEach((descriptor, file) -> {
                if (file.isEmpty()) {
                    descriptors.close(descriptor);
                } else if (descriptors.abandon(file.get())) {
                    descriptors.put(descriptor, file.get());
                }
            });
        }

        /** Leaves the redirections as they are. */
        void keep() {
            Descriptors descriptors = shell.process().descriptors();
            before.values().forEach(file -> file.filter(descriptors::abandon).ifPresent(OpenFile::release));
            before.clear();
        }
    }

    /** Makes redirections; if one fails those before it are taken back. */
    Saved apply(List<Redirection> redirections) throws IOException, Failed {
        shell.process().flush();
        Saved saved = new Saved();
        boolean made = false;
        try {
            for (Redirection redirection : redirections) {
                apply(redirection, saved);
            }
            made = true;
            return saved;
        } finally {
            if (!made) {
                saved.restore();
            }
        }
    }

    private void apply(Redirection redirection, Saved saved) throws IOException, Failed {
        int descriptor = redirection.descriptor();
        if (redirection.kind() == Redirection.Kind.HERE) {
            String text = shell.expander().unsplit(redirection.document().body());
            saved.save(descriptor);
            shell.process().descriptors().put(descriptor, new ByteSource(text.getBytes(StandardCharsets.ISO_8859_1)));
            return;
        }
        String target = shell.expander().text(redirection.target());
        switch (redirection.kind()) {
            case DUPLICATE_IN, DUPLICATE_OUT -> duplicate(redirection, target, saved);
            default -> {
                OpenFile file = open(redirection.kind(), target);
                saved.save(descriptor);
                shell.process().descriptors().put(descriptor, file);
            }
        }
    }

    private OpenFile open(Redirection.Kind kind, String path) throws IOException, Failed {
        try {
            return shell.process().files().open(path, flags(kind, path), 0666);
        } catch (SystemError e) {
            String verb = kind == Redirection.Kind.READ ? "open" : "create";
            shell.complain("cannot " + verb + " " + path + ": " + e.errno().text());
            throw new Failed();
        }
    }

    private Set<OpenFlag> flags(Redirection.Kind kind, String path) {
        return switch (kind) {
            case READ -> OpenFlag.READING;
            case APPEND -> OpenFlag.APPENDING;
            case READ_WRITE -> EnumSet.of(OpenFlag.READ, OpenFlag.WRITE, OpenFlag.CREATE);
            case WRITE ->
                shell.options().isOn("noclobber") && !isSpecial(path)
                        ? EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE, OpenFlag.EXCLUSIVE)
                        : OpenFlag.WRITING;
            default -> OpenFlag.WRITING;
        };
    }

    /** Whether something other than a regular file is there, which noclobber does not protect. */
    private boolean isSpecial(String path) {
        try {
            Stat stat = shell.process().files().stat(path);
            return !stat.isRegular();
        } catch (SystemError e) {
            return false;
        }
    }

    private void duplicate(Redirection redirection, String target, Saved saved) throws IOException, Failed {
        Descriptors descriptors = shell.process().descriptors();
        if (target.equals("-")) {
            saved.save(redirection.descriptor());
            descriptors.close(redirection.descriptor());
            return;
        }
        if (target.length() != 1 || !Characters.isDigit(target.charAt(0))) {
            shell.complain(redirection.shown(target) + ": illegal file descriptor name");
            throw new Failed();
        }
        int from = target.charAt(0) - '0';
        if (!descriptors.isOpen(from)) {
            shell.complain(redirection.shown(target) + ": bad file descriptor");
            throw new Failed();
        }
        saved.save(redirection.descriptor());
        if (from != redirection.descriptor()) {
            descriptors.duplicate(from, redirection.descriptor());
        }
    }
}
