package io.vmm4j.host.internal;

import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of the VMs that a vm.conf(5) defines itself: what stands in comments, in blocks or in included files is not among
 * them.
 *
 * @param text the file; empty if there is none
 * @param names the names
 */
record DefinedVms(String text, Set<String> names) {

    private static final String FILE = "/etc/vm.conf";
    private static final String MISSING = "No such file or directory";

    /** The host's own file. One that is missing defines nothing; one that cannot be read is an error. */
    static Query<DefinedVms> query(HostContext context) {
        return new Query<>(Command.read("cat", FILE).withPrivilege(context.privilege()), answer -> of(content(answer)));
    }

    private static String content(Answer answer) {
        String complaint = answer.result().stderr().strip();
        if (!answer.result().succeeded() && !complaint.endsWith(MISSING)) {
            throw new TransferException(
                    Problem.of(ExecError.TRANSFER_FAILED)
                            .with("path", FILE)
                            .with("target", answer.target())
                            .with("action", "read")
                            .with("reason", complaint),
                    null);
        }
        return answer.result().stdout();
    }

    static DefinedVms of(String text) {
        Scanner scanner = new Scanner(text.replace("\\\n", ""));
        return new DefinedVms(text, Set.copyOf(scanner.vms()));
    }

    boolean contains(VmName name) {
        return names.contains(name.value());
    }

    /** Collects the words of each statement that stand outside braces. */
    private static final class Scanner {

        private final String text;
        private final Set<String> vms = new HashSet<>();
        private final Map<String, String> macros = new HashMap<>();
        private final List<String> statement = new ArrayList<>();
        private int at;
        private int depth;

        Scanner(String text) {
            this.text = text;
        }

        Set<String> vms() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '#') {
                    skipComment();
                } else if (c == '"' || c == '\'') {
                    add(quoted(c));
                } else if (Character.isWhitespace(c) || c == '{' || c == '}') {
                    at++;
                    structure(c);
                } else {
                    String word = bare();
                    add(macros.getOrDefault(word, word));
                }
            }
            endStatement();
            return vms;
        }

        private void structure(char c) {
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '\n' && depth == 0) {
                endStatement();
            }
        }

        private void add(String word) {
            if (depth == 0) {
                statement.add(word);
            }
        }

        /** {@code vm NAME {...}}, {@code vm PARENT instance NAME {...}}, or {@code MACRO = VALUE}. */
        private void endStatement() {
            if (statement.size() >= 3 && statement.get(1).equals("=")) {
                macros.put("$" + statement.get(0), statement.get(2));
            }
            if (statement.size() >= 2 && statement.get(0).equals("vm")) {
                boolean instance = statement.size() >= 4 && statement.get(2).equals("instance");
                vms.add(statement.get(instance ? 3 : 1));
            }
            statement.clear();
        }

        private void skipComment() {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        }

        private String quoted(char quote) {
            int start = ++at;
            while (at < text.length() && text.charAt(at) != quote) {
                at++;
            }
            String word = text.substring(start, at);
            at++;
            return word;
        }

        private String bare() {
            int start = at++;
            boolean alone = endsWord(text.charAt(start));
            while (!alone && at < text.length() && !endsWord(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean endsWord(char c) {
            return Character.isWhitespace(c) || "(){}!=#,".indexOf(c) >= 0;
        }
    }
}
