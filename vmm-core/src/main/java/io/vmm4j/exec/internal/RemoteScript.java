package io.vmm4j.exec.internal;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.ShellWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands as text for a transport that hands text to a login shell.
 *
 * <p>Two layers. The inner one is sh(1): one line of printable ASCII, in which other bytes are made by printf(1). The outer
 * one is whatever shell the user has: it only sees {@code exec /bin/sh -c '...'}, quoted so that sh, ksh, csh and fish read it
 * alike, until it is {@link LoginShell known} to be sh or ksh itself.
 *
 * <p>The script prints a {@link Marks mark} on both streams before the command, so that whatever the login shell's start-up
 * files print can be told from the command's own output, and the command's process group is known.
 */
public final class RemoteScript {

    /** The most bytes of text handed over at once; sshd(8) drops the whole connection at about 256 KiB. */
    public static final int LENGTH_LIMIT = 128 * 1024;

    private static final int LONGEST_WORD = 980;

    /** A non-interactive session may lack the system's own directories, and vmctl(8) lives in one of them. */
    private static final String SYSTEM_PATH =
            "PATH=$PATH:/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:/usr/local/sbin;export PATH;";

    private final RootAccess rootAccess;

    /** Scripts for a host on which root is reached like this. */
    public RemoteScript(RootAccess rootAccess) {
        this.rootAccess = rootAccess;
    }

    /** A script that becomes the command after printing the start mark. */
    public String single(Command command, Marks marks) {
        return marks.printStart() + SYSTEM_PATH + become(command);
    }

    /** A script that runs the command in a shell of its own and prints an end mark with its exit status after it. */
    public String supervised(Command command, Marks marks) {
        // A signal for the group is meant for the command; the shell stays to tell how the command ended.
        String stay = "trap : HUP INT QUIT TERM USR1 USR2;";
        return stay + marks.printStart() + SYSTEM_PATH + step(command, marks, Marks.FINAL) + "exit $s";
    }

    /** A script that runs the commands in turn and prints a mark with the exit status after each. */
    public String batch(Batch batch, Marks marks) {
        StringBuilder script = new StringBuilder(marks.printStart()).append(SYSTEM_PATH);
        for (int i = 0; i < batch.commands().size(); i++) {
            script.append(step(batch.commands().get(i), marks, i));
            if (batch.stopsAt(i)) {
                script.append("[ $s = 0 ]||{ ")
                        .append(marks.printEnd(Marks.FINAL))
                        .append("exit 0;};");
            }
        }
        return script.append(marks.printEnd(Marks.FINAL)).append("exit 0").toString();
    }

    /** What a shell that is kept open reads first. */
    public String keptShellPrologue(Marks marks) {
        return marks.printStart() + SYSTEM_PATH + "\n";
    }

    /** One command for a shell that is kept open; afterwards the shell waits for the next line. */
    public String keptShellLine(Command command, Marks marks, int index) {
        return step(command, marks, index) + "\n";
    }

    private String step(Command command, Marks marks, int index) {
        return "(" + become(command) + ");s=$?;" + marks.printEnd(index);
    }

    /** The words that turn a subshell into the command. */
    public String become(Command command) {
        StringBuilder prelude = new StringBuilder();
        List<String> words = new ArrayList<>(prefix(command, rootAccess));
        words.addAll(command.argv());
        if (words.size() == command.argv().size()) {
            command.environment().forEach((name, value) -> {
                String encoded = AsciiWord.encode(value, "v", prelude);
                prelude.append(name)
                        .append('=')
                        .append(encoded)
                        .append(";export ")
                        .append(name)
                        .append(';');
            });
        }
        StringBuilder line = new StringBuilder("exec");
        for (int i = 0; i < words.size(); i++) {
            line.append(' ').append(AsciiWord.encode(words.get(i), "a" + i, prelude));
        }
        if (command.stdin() instanceof Input.None) {
            line.append(" </dev/null");
        }
        return prelude.append(line).toString();
    }

    /** {@code doas -n}, and env(1) for an environment that doas(1) would otherwise clear. */
    public static List<String> prefix(Command command, RootAccess rootAccess) {
        List<String> words = new ArrayList<>();
        if (command.privilege() == Privilege.ROOT && rootAccess == RootAccess.DOAS) {
            words.add("doas");
            words.add("-n");
            if (!command.environment().isEmpty()) {
                words.add("env");
                command.environment().forEach((name, value) -> words.add(name + "=" + value));
            }
        }
        return words;
    }

    /** The script as one line that any login shell hands to sh(1) unchanged. */
    public static String forLoginShell(String script) {
        List<String> words = quotedWords(script);
        return words.size() == 1
                ? "exec /bin/sh -c " + LoginShell.LISTEN + words.get(0) + LoginShell.QUESTION
                : "exec /bin/sh -c 'IFS=;eval \"unset IFS;$*\"' sh " + String.join(" ", words);
    }

    /** The script cut into words that every shell takes: csh knows no long ones. */
    private static List<String> quotedWords(String script) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder("'");
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            // csh substitutes ! even in quotes, fish takes \ as an escape in them: both stand outside, escaped.
            if (c == '\'' || c == '\\' || c == '!') {
                word.append("'\\").append(c).append('\'');
            } else {
                word.append(c);
            }
            if (word.length() > LONGEST_WORD) {
                words.add(word.append('\'').toString());
                word = new StringBuilder("'");
            }
        }
        words.add(word.append('\'').toString());
        return words;
    }

    /** How many bytes the text takes on the wire. */
    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A script that sends a signal to the process group that a start mark named, as the user or as root. */
    public String kill(String signal, long processGroup, Privilege privilege) {
        // Some shells want "--" before a negative number, others refuse it.
        String plain = "kill -" + signal + " -" + processGroup;
        String separated = "kill -" + signal + " -- -" + processGroup;
        if (privilege == Privilege.ROOT && rootAccess == RootAccess.DOAS) {
            return "doas -n " + separated + "||doas -n sh -c " + ShellWords.quote(plain + "||" + separated);
        }
        return plain + "||" + separated;
    }

    /** A script that becomes the command on a terminal, where marks would be seen. */
    public String terminal(Command command) {
        return SYSTEM_PATH + become(command.withStdin(Input.interactive()));
    }
}
