package io.vmm4j.testkit.internal.openbsd;

import java.util.ArrayList;
import java.util.List;

/** What somebody typed at a real installer, read from the transcript of it. */
final class Typist {

    private Typist() {}

    /** What was typed at each question, in order. The passwords are not in the transcript. */
    static List<String> typing(String transcript) {
        List<String> typed = new ArrayList<>();
        List<String> lines = transcript.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains("(will not echo)")) {
                String after = lines.get(i + 2);
                boolean empty = after.startsWith("The root password must be set");
                boolean differ = after.startsWith("Passwords do not match");
                typed.add(empty ? "" : "secret");
                typed.add(empty ? "" : differ ? "other" : "secret");
            } else if (!line.contains("(again)") && isQuestion(line)) {
                typed.add(answer(line));
            }
        }
        return typed;
    }

    private static boolean isQuestion(String line) {
        return line.matches(".*\\?( \\(.*\\))?( \\[.*\\])?( .*)?")
                && !line.startsWith("    ")
                && !line.startsWith("erase");
    }

    private static String answer(String line) {
        return line.replaceFirst(
                        "^.*?\\?( \\((?:or|enter|short|name|IPv4|IP|e\\.g\\.|hostname|yes|'\\?'|cd0|disk)[^)]*\\))?( \\[[^\\]]*\\])?",
                        "")
                .strip();
    }

    /** Without what differs: the list of time zones, and what the real one says of its clock. */
    static String comparable(String screen) {
        return screen.replaceAll("(?m)^America/ .*\n|^Abidjan.*\n|^Amsterdam .*\n|^Africa/ .*\n", "")
                .replaceAll("Time appears wrong.*\n", "");
    }
}
