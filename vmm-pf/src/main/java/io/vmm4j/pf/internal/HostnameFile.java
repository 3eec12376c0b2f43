package io.vmm4j.pf.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hostname.if(5) file of an interface whose addresses move: its lines with addresses become comments that say where to, and come
 * back to the byte. Immutable.
 *
 * @param text the file
 */
record HostnameFile(String text) {

    private static final Pattern ADDRESS = Pattern.compile("\\s*inet\\s+(alias\\s+)?\\d+\\.\\d+\\.\\d+\\.\\d+\\b.*");
    private static final Pattern STAYS =
            Pattern.compile("\\s*((up|media|mediaopt|mtu|description|descr|lladdr|group|-inet6)\\b.*|#.*)?");
    private static final Pattern UP = Pattern.compile("(?m)^\\s*up\\s*$");
    private static final String MOVED = "# vmm4j: moved to ";
    private static final Pattern MOVED_LINE = Pattern.compile("(?m)^" + MOVED + "(vport\\d+): ");
    private static final MarkedBlock BLOCK = new MarkedBlock("uplink");

    /** The first line of which nobody knows here what a move would do to it. */
    Optional<String> strangeLine() {
        return text.lines()
                .filter(line ->
                        !ADDRESS.matcher(line).matches() && !STAYS.matcher(line).matches())
                .findFirst();
    }

    /** The lines with addresses. */
    List<String> addresses() {
        return text.lines().filter(line -> ADDRESS.matcher(line).matches()).toList();
    }

    /** Where its addresses have moved to. */
    Optional<String> movedTo() {
        Matcher matcher = MOVED_LINE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The file without addresses, which have moved to this vport(4). */
    String moved(String hostPort) {
        String moved = text.lines()
                .map(line -> ADDRESS.matcher(line).matches() ? MOVED + hostPort + ": " + line : line)
                .collect(Collectors.joining("\n"));
        String whole = text.endsWith("\n") ? moved + "\n" : moved;
        return UP.matcher(whole).find() ? whole : BLOCK.put(Optional.of(whole), "up\n");
    }

    /** The file with its addresses again. */
    String back() {
        return MOVED_LINE.matcher(BLOCK.remove(text).orElse("")).replaceAll("");
    }
}
