package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.SyntaxNode;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmConfFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of all files while statements in them are replaced, removed and appended. */
final class EditedFiles {

    private final Map<String, List<VmConfFile>> files = new LinkedHashMap<>();
    private final IdentityHashMap<Statement, List<SyntaxNode>> edited = new IdentityHashMap<>();
    private final List<String> appended = new ArrayList<>();
    private final VmConfFile main;

    EditedFiles(List<VmConfFile> all) {
        main = all.get(0);
        all.forEach(file ->
                files.computeIfAbsent(file.path(), path -> new ArrayList<>()).add(file));
    }

    /** The statements of a kind in files that stand there once; what is included twice cannot be changed in one place. */
    <T extends Statement> List<T> statements(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (List<VmConfFile> same : files.values()) {
            if (same.size() == 1) {
                for (Statement statement : same.get(0).statements()) {
                    if (kind.isInstance(statement)) {
                        found.add(kind.cast(statement));
                    }
                }
            }
        }
        return found;
    }

    void replace(Statement statement, List<SyntaxNode> nodes) {
        edited.put(statement, nodes);
    }

    void remove(Statement statement) {
        edited.put(statement, List.of());
    }

    void append(String block) {
        appended.add(block);
    }

    /** Reads the edited files; what they include is taken from what was read before. */
    Parsed parse(UnknownOptions.Policy policy) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files.forEach((path, same) -> {
            if (!path.equals(main.path())) {
                contents.put(
                        path, text(same.get(0)).toString().getBytes(same.get(0).charset()));
            }
        });
        VmConfEnvironment known = new VmConfEnvironment() {
            @Override
            public Optional<byte[]> include(String path) {
                return Optional.ofNullable(contents.get(path));
            }
        };
        StringBuilder text = text(main);
        appended.forEach(block -> appendBlock(text, block));
        return Parser.parse(main.path(), text.toString().getBytes(main.charset()), known, policy);
    }

    private StringBuilder text(VmConfFile file) {
        StringBuilder text = new StringBuilder();
        for (Statement statement : file.statements()) {
            List<SyntaxNode> nodes = edited.get(statement);
            (nodes == null ? statement.children() : nodes).forEach(node -> node.appendTo(text));
        }
        return text;
    }

    /** After an empty line, and not on a line that a backslash before the end continues. */
    private static void appendBlock(StringBuilder text, String block) {
        boolean continued = endsWith(text, "\\") || endsWith(text, "\\\n");
        if (!text.isEmpty() && !endsWith(text, "\n")) {
            text.append('\n');
        }
        if (continued || (!text.isEmpty() && !endsWith(text, "\n\n"))) {
            text.append('\n');
        }
        text.append(block);
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
    }
}
