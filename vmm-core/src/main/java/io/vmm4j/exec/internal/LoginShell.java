package io.vmm4j.exec.internal;

import java.util.Set;

/**
 * What is known of a host's login shell. At first nothing is: a script is handed to it in words that any shell takes. The words
 * hold a question, the script's start mark the answer. If that shows a shell of sh(1)'s kind, it gets the next scripts as they
 * are, which saves the host from starting a second shell for each. Thread safe.
 */
public final class LoginShell {

    /** Arguments for the script: csh takes the backslash away, fish puts a number in the place of the first. */
    static final String QUESTION = " sh %self '\\!'";

    /** What the script does first: keep the arguments, which only a script that was asked has. */
    static final String LISTEN = "'vmm4j=$*;'";

    /** What the start mark holds behind the process id. */
    static final String ANSWER = " $SHELL $vmm4j";

    private static final String UNCHANGED = " %self \\!";

    /** Those that read no start-up file before {@code -c}; bash does under sshd(8). */
    private static final Set<String> KIND = Set.of("sh", "ksh", "mksh", "dash");

    private volatile boolean known;

    /** Takes note of an answer; one that says nothing changes nothing. */
    public void learn(String answer) {
        if (!known && answer.endsWith(UNCHANGED)) {
            String path = answer.substring(0, answer.length() - UNCHANGED.length());
            known = KIND.contains(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    /** The script as text for this shell. */
    public String text(String script) {
        return known ? script : RemoteScript.forLoginShell(script);
    }
}
