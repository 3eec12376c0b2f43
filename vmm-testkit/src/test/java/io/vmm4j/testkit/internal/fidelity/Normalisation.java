package io.vmm4j.testkit.internal.fidelity;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a transcript carries that no state explains, and in which transcripts: it is replaced on both sides. */
enum Normalisation {
    /** Process ids in the table of {@code vmctl status}. */
    PIDS(
            "(?m)^( *[0-9]+ )[ 0-9]{4}[0-9]( +1 )",
            "$1#####$2",
            "guest-bnet-status-waiting-at-prompt",
            "guest-pause-status",
            "guest-stop-ddb",
            "guest-unpause-status",
            "vmctl-status-after-broken-reload",
            "vmctl-status-byname",
            "vmctl-status-owner-root-started",
            "vmctl-status-owner-started",
            "vmctl-status-paused",
            "vmctl-status-r-running",
            "vmctl-status-reload-started-enabled",
            "vmctl-status-running-stopped",
            "vmctl-status-staggered",
            "vmctl-status-staggered2",
            "vmctl-status-stopping",
            "vmctl-status-two-running",
            "vmctl-status-waiting"),
    /** What ksh's {@code time} measured. */
    ELAPSED(
            "(?m)^ *[0-9]+m[0-9.]+s real +[0-9]+m[0-9.]+s user +[0-9]+m[0-9.]+s system$",
            "(elapsed)",
            "guest-pause",
            "guest-pause-again",
            "guest-stop-ddb",
            "guest-stop-ddb-w",
            "guest-stop-vmmci",
            "guest-stop-w",
            "guest-unpause",
            "guest-wait-then-stop"),
    /** Round-trip times of ping(8). */
    ROUND_TRIPS(
            "(time=)[0-9.]+( ms)|(= )[0-9.]+/[0-9.]+/[0-9.]+/[0-9.]+( ms)",
            "$1$3#$2$4",
            "guest-ping",
            "guest-unpause-ping"),
    /** When a file was modified, as stat(1) prints it last. */
    MODIFIED("(?m) [0-9]{10}$", " (time)", "base-stat"),
    /** How large a file system is and how full, not how that is laid out. */
    DISK_SIZES("(?m)[ 0-9](?=[ 0-9]*%)", "#", "base-df-kp"),
    /** Carriage returns, which were dropped when the transcripts were written down. */
    CARRIAGE_RETURNS("\r", "", "guest-console-notty-null");

    private final Pattern pattern;
    private final String replacement;
    private final String transcripts;

    Normalisation(String pattern, String replacement, String... transcripts) {
        this.pattern = Pattern.compile(pattern);
        this.replacement = replacement;
        this.transcripts = " " + String.join(" ", transcripts) + " ";
    }

    /** What is replaced in this transcript. */
    static List<Normalisation> of(String transcript) {
        return Arrays.stream(values())
                .filter(each -> each.transcripts.contains(" " + transcript + " "))
                .toList();
    }

    String apply(String text) {
        return pattern.matcher(text).replaceAll(replacement);
    }
}
