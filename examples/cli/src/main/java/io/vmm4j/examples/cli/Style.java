package io.vmm4j.examples.cli;

import picocli.CommandLine.Help.Ansi;

/** Colours, where there is a terminal that has them. */
record Style(Ansi ansi) {

    static Style plain() {
        return new Style(Ansi.OFF);
    }

    static Style coloured() {
        return new Style(Ansi.ON);
    }

    String bold(String text) {
        return paint("bold", text);
    }

    String faint(String text) {
        return paint("faint", text);
    }

    String good(String text) {
        return paint("green", text);
    }

    String bad(String text) {
        return paint("red", text);
    }

    String doubtful(String text) {
        return paint("yellow", text);
    }

    /** The text goes around picocli's markup, which it may contain by chance. */
    private String paint(String how, String text) {
        if (text.isEmpty() || !ansi.enabled()) {
            return text;
        }
        String[] marks = ansi.string("@|" + how + " \u0000|@").split("\u0000", -1);
        return marks[0] + text + marks[1];
    }

    /** The colour of a state of a VM. */
    String state(String state, String padded) {
        return switch (state) {
            case "running" -> good(padded);
            case "stopped" -> faint(padded);
            case "unknown" -> bad(padded);
            default -> doubtful(padded);
        };
    }
}
