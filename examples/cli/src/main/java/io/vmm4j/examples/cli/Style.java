package io.vmm4j.examples.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Colours, where there is a terminal that has them. */
record Style(Ansi ansi) {

    static Style of(ColorScheme scheme) {
        return new Style(scheme.ansi());
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

    private String paint(String how, String text) {
        return text.isEmpty() ? text : ansi.string("@|" + how + " " + text.replace("|@", "| @") + "|@");
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
