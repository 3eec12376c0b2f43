package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.fs.SparseContent;
import io.vmm4j.testkit.internal.fs.Stat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The machine's programs. Each is a file like any other, whose first bytes name the code: it can be copied, linked, replaced and
 * removed. Thread safe.
 */
public final class Programs {

    private static final String MAGIC = "\177ELF\2\1\1 vmm4j ";
    private static final int HEADER = 512;
    private static final int TYPICAL_SIZE = 150_000;
    private static final int SCRIPT_DEPTH = 4;

    private final Map<String, Program> byName = new ConcurrentHashMap<>();

    Programs() {}

    /** Makes an executable file; directories above it exist. */
    public void install(Files files, String path, Program program) throws SystemError {
        install(files, path, program, 0555);
    }

    /** Makes an executable file with this mode. */
    public void install(Files files, String path, Program program, int mode) throws SystemError {
        byName.put(path, program);
        byte[] header = (MAGIC + path + "\0").getBytes(StandardCharsets.ISO_8859_1);
        FileText.writeBytes(files, path, header, mode, OpenFlag.WRITING);
        files.changeMode(path, mode);
        files.regular(path, Access.READ).truncate(TYPICAL_SIZE + path.hashCode() % 1000 * 16L);
    }

    /**
     * What would run.
     *
     * @throws SystemError if the file cannot be executed
     */
    public Image load(Files files, String path) throws SystemError {
        return load(files, path, SCRIPT_DEPTH);
    }

    private Image load(Files files, String path, int depth) throws SystemError {
        Stat stat = files.stat(path);
        if (!stat.isRegular() || !files.may(Access.EXECUTE, path)) {
            throw Errno.EACCES.asError();
        }
        String header = header(files.regular(path, Access.EXECUTE));
        if (header.startsWith(MAGIC)) {
            Program program = byName.get(header.substring(MAGIC.length(), header.indexOf('\0', MAGIC.length())));
            if (program != null) {
                return new Image(program, List.of());
            }
        }
        if (!header.startsWith("#!") || depth == 0) {
            throw Errno.ENOEXEC.asError();
        }
        return interpreter(files, path, header, depth);
    }

    private Image interpreter(Files files, String path, String header, int depth) throws SystemError {
        String line = header.substring(2).lines().findFirst().orElse("").strip();
        String[] words = line.split("[ \t]+", 2);
        List<String> script = new ArrayList<>(List.of(words));
        script.add(path);
        Image image = load(files, words[0], depth - 1);
        return new Image(image.program(), image.argv(script));
    }

    private static String header(SparseContent content) {
        byte[] bytes = new byte[HEADER];
        int count = Math.max(0, content.read(0, bytes, 0, bytes.length));
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /**
     * Looks a name up in a PATH, as execvp(3) does. A name with a slash is taken as it is.
     *
     * @return the first path that the caller may execute
     * @throws SystemError if there is none: {@link Errno#ENOENT}, or why a file of that name cannot be executed
     */
    public String find(Files files, String name, String path) throws SystemError {
        Optional<SystemError> refused = Optional.empty();
        for (String candidate : candidates(name, path)) {
            Optional<SystemError> problem = problem(files, candidate);
            if (problem.isEmpty()) {
                return candidate;
            }
            refused = refused.or(() -> problem.filter(error -> error.errno() != Errno.ENOENT));
        }
        throw refused.orElseGet(Errno.ENOENT::asError);
    }

    private static List<String> candidates(String name, String path) {
        if (name.indexOf('/') >= 0) {
            return List.of(name);
        }
        List<String> candidates = new ArrayList<>();
        for (String directory : path.split(":", -1)) {
            candidates.add(directory.isEmpty() ? name : directory + "/" + name);
        }
        return candidates;
    }

    private static Optional<SystemError> problem(Files files, String path) {
        try {
            Stat stat = files.stat(path);
            if (stat.isDirectory()) {
                return Optional.of(Errno.EISDIR.asError());
            }
            return stat.isRegular() && files.may(Access.EXECUTE, path)
                    ? Optional.empty()
                    : Optional.of(Errno.EACCES.asError());
        } catch (SystemError e) {
            return Optional.of(e.errno() == Errno.ENOTDIR ? Errno.ENOENT.asError() : e);
        }
    }
}
