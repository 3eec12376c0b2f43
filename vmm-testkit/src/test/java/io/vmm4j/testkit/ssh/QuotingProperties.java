package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.testkit.Requirement;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any argv arrives byte for byte in a program that a real shell starts. */
@SuppressWarnings("OrphanedFormatString") // It is a format of printf(1).
class QuotingProperties {

    private static final RemoteScript SCRIPT = new RemoteScript(RootAccess.DIRECT);

    private static Shell sh;
    private static Shell ksh;

    @BeforeContainer
    static void startShells() throws IOException {
        sh = new Shell("/bin/sh");
        ksh = new Shell(orSh("/bin/mksh"));
    }

    /** That shell, or sh where the machine lacks it and may: a property can be shortened, but not skipped. */
    private static String orSh(String shell) {
        boolean there = Files.isExecutable(Path.of(shell));
        if (!there && "all".equals(System.getProperty("vmm4j.require"))) {
            Requirement.require(false, shell);
        }
        return there ? shell : "/bin/sh";
    }

    @AfterContainer
    static void endShells() {
        if (ksh != null) {
            sh.close();
            ksh.close();
        }
    }

    @Provide
    Arbitrary<List<String>> arguments() {
        Arbitrary<String> spiteful = Arbitraries.strings()
                .withChars("'\"\\$`!#;&|<>(){}[]*?~=%^ \t\n\r-+,.:@a0Z\u0001\u001b\u007f\u00e9\u20ac")
                .ofMaxLength(12);
        Arbitrary<String> anything = Arbitraries.strings()
                .all()
                .ofMaxLength(20)
                .filter(text -> text.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return Arbitraries.oneOf(spiteful, spiteful, anything).list().ofMaxSize(5);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void quoted_words_arrive_through_sh(@ForAll("arguments") List<String> arguments) throws IOException {
        assertThat(sh.printQuoted(arguments)).isEqualTo(arguments);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void quoted_words_arrive_through_ksh(@ForAll("arguments") List<String> arguments) throws IOException {
        assertThat(ksh.printQuoted(arguments)).isEqualTo(arguments);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    void commands_of_a_script_arrive_through_sh(@ForAll("arguments") List<String> arguments) throws IOException {
        assertThat(sh.printBecome(arguments)).isEqualTo(arguments);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    void commands_of_a_script_arrive_through_ksh(@ForAll("arguments") List<String> arguments) throws IOException {
        assertThat(ksh.printBecome(arguments)).isEqualTo(arguments);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void commands_arrive_through_any_login_shell(@ForAll("arguments") List<String> arguments)
            throws IOException, InterruptedException {
        String line = RemoteScript.forLoginShell(SCRIPT.become(printing(arguments)));
        for (String shell : List.of("/bin/sh", orSh("/bin/mksh"), orSh("/bin/csh"), orSh("/usr/bin/fish"))) {
            Process process = new ProcessBuilder(shell, "-c", line).start();
            process.getOutputStream().close();
            byte[] printed = process.getInputStream().readAllBytes();
            process.waitFor();
            assertThat(split(printed)).as(shell).isEqualTo(arguments);
        }
    }

    private static Command printing(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
        argv.addAll(arguments);
        argv.add("end");
        return Command.of(Effect.READ, argv);
    }

    /** The arguments that printf was given, without the last, which is there so that there is one. */
    private static List<String> split(byte[] printed) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < printed.length; i++) {
            if (printed[i] == 0) {
                words.add(new String(printed, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return words.subList(0, Math.max(0, words.size() - 1));
    }

    /** A shell that reads its script from a pipe, and hands lines to a reader that is a program of its own. */
    private static final class Shell {

        private final Process process;
        private final OutputStream script;
        private final InputStream output;

        Shell(String path) throws IOException {
            process = new ProcessBuilder(path)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            script = process.getOutputStream();
            output = new BufferedInputStream(process.getInputStream());
        }

        /** Lets printf, a built-in of some shells and a program of its own beside others, print the words. */
        List<String> printQuoted(List<String> arguments) throws IOException {
            StringBuilder line = new StringBuilder("printf '%s\\0'");
            arguments.forEach(word -> line.append(' ').append(ShellWords.quote(word)));
            return run(line.append(" end\n").toString(), arguments.size() + 1);
        }

        List<String> printBecome(List<String> arguments) throws IOException {
            return run("(" + SCRIPT.become(printing(arguments)) + ")\n", arguments.size() + 1);
        }

        private List<String> run(String text, int words) throws IOException {
            script.write(text.getBytes(StandardCharsets.UTF_8));
            script.flush();
            List<String> read = new ArrayList<>();
            java.io.ByteArrayOutputStream word = new java.io.ByteArrayOutputStream();
            while (read.size() < words) {
                int b = output.read();
                if (b < 0) {
                    throw new IOException("the shell has ended");
                }
                if (b == 0) {
                    read.add(word.toString(StandardCharsets.UTF_8));
                    word.reset();
                } else {
                    word.write(b);
                }
            }
            return read.subList(0, words - 1);
        }

        void close() {
            process.destroyForcibly();
        }
    }
}
