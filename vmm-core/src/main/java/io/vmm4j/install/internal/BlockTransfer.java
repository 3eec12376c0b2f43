package io.vmm4j.install.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.install.ConsoleError;
import io.vmm4j.install.Expectation;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.time.Deadline;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Files over a shell, by functions that are typed to it first. They need no more than is on an installation medium: ksh(1) with
 * sha256(1), or any POSIX shell with printf and sha256sum, and cat, chmod, mkdir, mv, rm, stty.
 *
 * <p>A block is read by {@code _r} with the echo switched off, a line at a time, each acknowledged by a dot, so that not more than three
 * lines are on the way: a terminal keeps but 1024 bytes that nobody has read. Blocks lie in numbered files, so each can be sent
 * again.
 */
public final class BlockTransfer {

    private static final int ON_THE_WAY = 3;
    private static final int TRIES = 30;
    private static final int DEFINE_ANEW_EVERY = 4;
    private static final int PIECE = 48;
    private static final String END = "#,\n";
    private static final Expectation DOT = Expectation.line("^\\.$");

    private final Typist typist;
    private final SerialConsole console;
    private final String directory;
    private List<String> functions = List.of();

    /** Transfers by this typist, who has prepared the shell. */
    public BlockTransfer(Typist typist) {
        this.typist = typist;
        this.console = typist.console();
        this.directory = "/tmp/vmm4j." + typist.marker();
    }

    /** Puts a file in place. */
    public void write(String path, byte[] content, String mode, Deadline deadline) {
        assemble(path, content, deadline);
        String wanted = digest(content);
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            if (assign(path, deadline)
                    && typist.ask("_m " + mode, deadline)
                            .filter(said -> said.startsWith(wanted))
                            .isPresent()) {
                typist.type("rm -f $D/*", deadline);
                return;
            }
        }
        throw failure(path, "it could not be put in place");
    }

    /** Brings a script over and says where it lies. */
    public String script(String text, Deadline deadline) {
        assemble("a script", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), deadline);
        return "$D/f";
    }

    private void assemble(String what, byte[] content, Deadline deadline) {
        if (functions.isEmpty()) {
            functions = functions(deadline);
            define(deadline);
        }
        List<Block> blocks = Block.of(content);
        String wanted = digest(content);
        for (int i = 0; i < blocks.size(); i++) {
            send(what, i + 1, blocks.get(i), deadline);
        }
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            Optional<String> said = typist.ask("_j " + blocks.size(), deadline);
            if (said.filter(digest -> digest.startsWith(wanted)).isPresent()) {
                return;
            }
            defineAnew(i, deadline);
        }
        throw failure(what, "its blocks did not make the whole");
    }

    private void send(String what, int number, Block block, Deadline deadline) {
        String wanted = digest(block.content());
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            if (typist.ask("_r " + number, deadline).filter("ready"::equals).isPresent()) {
                sendLines(block.lines(), deadline);
                if (ended(deadline).filter(said -> said.startsWith(wanted)).isPresent()) {
                    return;
                }
            }
            typist.interrupt(deadline);
            defineAnew(i, deadline);
        }
        throw failure(what, "block " + number + " never arrived whole");
    }

    private void sendLines(List<String> lines, Deadline deadline) {
        int acknowledged = 0;
        for (int i = 0; i < lines.size(); i++) {
            console.send(lines.get(i) + "\n");
            if (i - acknowledged >= ON_THE_WAY - 1) {
                if (console.find(typist.patience(deadline), List.of(DOT)).isEmpty()) {
                    return;
                }
                acknowledged++;
            }
        }
    }

    private Optional<String> ended(Deadline deadline) {
        console.send(END);
        Optional<String> digest = typist.answer(typist.patience(deadline)).map(match -> match.group(2));
        if (digest.isEmpty()) {
            console.send("\n" + END);
            digest = typist.answer(typist.patience(deadline)).map(match -> match.group(2));
        }
        return digest;
    }

    private boolean assign(String path, Deadline deadline) {
        typist.type("T=", deadline);
        int at = 0;
        while (at < path.length()) {
            // Quoting makes a quote five characters.
            int end = Math.min(path.length(), at + (path.indexOf('\'', at) >= 0 ? 8 : 40));
            typist.type("T=$T" + ShellWords.quote(path.substring(at, end)), deadline);
            at = end;
        }
        String said = digest((path + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return typist.ask("echo \"$T\" >$D/t;_e $(_s $D/t)", deadline)
                .filter(digest -> digest.startsWith(said))
                .isPresent();
    }

    private void defineAnew(int attempt, Deadline deadline) {
        if (attempt % DEFINE_ANEW_EVERY == DEFINE_ANEW_EVERY - 1) {
            typist.prepare(deadline);
            define(deadline);
        }
    }

    private void define(Deadline deadline) {
        typist.type("D=" + directory, deadline);
        typist.type("mkdir -m 700 $D 2>/dev/null", deadline);
        functions.forEach(function -> define(function, deadline));
    }

    /** Puts a definition together as quoted text, and lets the shell have it when that is right: half a function would run. */
    private void define(String function, Deadline deadline) {
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            typist.type("F=", deadline);
            for (int at = 0; at < function.length(); at += PIECE) {
                String piece = function.substring(at, Math.min(function.length(), at + PIECE));
                typist.type("F=$F'" + piece + "'", deadline);
            }
            if (typist.ask("_e \"$F\"", deadline).filter(function::equals).isPresent()) {
                typist.type("eval \"$F\"", deadline);
                return;
            }
        }
        throw failure("The file", "the functions for it could not be defined");
    }

    /** Without quotes, backslashes and newlines, which would not come back as they are. */
    private List<String> functions(Deadline deadline) {
        // Some systems have another program of that name.
        boolean prints = says("_e s$(print -n -- '\\0101' 2>/dev/null)", "sA", deadline);
        boolean openBsd = says("command -v sha256 >/dev/null;_e s$?", "s0", deadline);
        return List.of(
                prints ? "_p(){ print -n -- \"$1\"; }" : "_p(){ printf %b \"$1\"; }",
                openBsd ? "_s(){ sha256 -q \"$1\"; }" : "_s(){ sha256sum <\"$1\"; }",
                "_r(){ stty -echo; _e ready; while read -r l; do case $l in \"#,\")break;;"
                        + "\"#\"*)_p \"${l#?}\";echo . >&2;; esac; done >$D/$1; stty echo; _e $(_s $D/$1); }",
                "_j(){ n=1; while [ $n -le $1 ]; do cat $D/$n; n=$((n+1)); done >$D/f; _e $(_s $D/f); }",
                "_m(){ chmod $1 $D/f && mv -f $D/f \"$T\"; _e $(_s \"$T\"); }");
    }

    private boolean says(String command, String wanted, Deadline deadline) {
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            Optional<String> said = typist.ask(command, deadline);
            if (said.filter(answer -> answer.startsWith("s")).isPresent()) {
                return said.get().equals(wanted);
            }
        }
        throw failure("The file", "the shell does not answer");
    }

    private RuntimeException failure(String path, String reason) {
        return typist.failure(
                Problem.of(ConsoleError.NOT_TRANSFERRED).with("path", path).with("reason", reason));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
