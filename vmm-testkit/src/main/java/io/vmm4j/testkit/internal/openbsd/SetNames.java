package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.SimulatedMedium;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The sets of a release, and how the installer lists them. */
final class SetNames {

    private static final int WIDTH = 72;

    private SetNames() {}

    /** Those of a machine with one processor. */
    static List<String> of(Release release) {
        String end = release.digits() + ".tgz";
        List<String> names = new ArrayList<>(List.of("bsd", "bsd.rd"));
        for (String set : List.of("base", "comp", "man", "game", "xbase", "xshare", "xfont", "xserv")) {
            names.add(set + end);
        }
        return names;
    }

    /** Those, and what a site may add. */
    static List<String> lookedFor(Release release, String hostname) {
        List<String> names = of(release);
        names.add("site" + release.digits() + ".tgz");
        names.add("site" + release.digits() + "-" + hostname + ".tgz");
        return names;
    }

    /** About how many bytes a set of a release has. */
    static long usualSize(String name) {
        String stem = name.replaceFirst("[0-9]+\\.tgz$", "");
        long megabytes = switch (stem) {
            case "bsd" -> 27;
            case "bsd.rd" -> 4;
            case "base" -> 390;
            case "comp" -> 82;
            case "man" -> 8;
            case "game" -> 3;
            case "xbase" -> 58;
            case "xshare" -> 5;
            case "xfont" -> 23;
            case "xserv" -> 15;
            default -> 0;
        };
        return megabytes << 20;
    }

    /** The same for a content that only stands for a real set: a medium of the simulation; 0 for another one. */
    static long usualSizeOfLabelled(String name, HttpReply content) {
        return SimulatedMedium.labelOf(content.head()).isPresent() ? usualSize(name) : 0;
    }

    /** In columns. */
    static String columns(List<String> items) {
        int widest = items.stream().mapToInt(String::length).max().orElse(1) + 2;
        int columns = Math.max(1, WIDTH / widest);
        int rows = (items.size() + columns - 1) / columns;
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder("    ");
            for (int at = row; at < items.size(); at += rows) {
                line.append(String.format(Locale.ROOT, "%-" + WIDTH / columns + "s", items.get(at)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** With marks for those that are chosen. */
    static String marked(List<String> names, Set<String> chosen) {
        return columns(names.stream()
                .map(name -> (chosen.contains(name) ? "[X] " : "[ ] ") + name)
                .toList());
    }
}
