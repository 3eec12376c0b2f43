package io.vmm4j.testkit.internal.openbsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the project's list of mirrors says.
 *
 * @param entries host, directory and, behind a tab, where it is
 * @param timezone where it believes that the asker is
 */
record MirrorList(List<String> entries, Optional<String> timezone) {

    static final String URL = "https://ftp.openbsd.org/cgi-bin/ftplist.cgi?dbversion=1";

    static MirrorList parse(String text) {
        List<String> entries = new ArrayList<>();
        Optional<String> timezone = Optional.empty();
        for (String line : text.lines().toList()) {
            if (line.startsWith("TZ=")) {
                timezone = Optional.of(line.substring(3));
            } else if (line.matches("(https?://)?[^=\t ]+/.*")) {
                entries.add(line.replaceFirst("^https?://", ""));
            }
        }
        return new MirrorList(List.copyOf(entries), timezone);
    }

    /** The first, if it is one that the server put there for this asker: without a place. */
    String standard() {
        return entries.stream()
                .findFirst()
                .filter(entry -> !entry.contains("\t"))
                .map(MirrorList::host)
                .orElse("");
    }

    static String host(String entry) {
        return entry.replaceFirst("[/\t].*", "");
    }
}
