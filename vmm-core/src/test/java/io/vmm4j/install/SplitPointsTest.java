package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Secret;
import io.vmm4j.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** However what a guest writes is cut on its way, the dialogue is the same. */
class SplitPointsTest {

    private static final String INSTALL = """
            Welcome to the OpenBSD/amd64 7.6 installation program.\r
            (I)nstall, (U)pgrade, (A)utoinstall or (S)hell? \u001b[1mi\u001b[0m\r
            Grüße \u20ac \ud83d\ude00\r
            Password for root account? (will not echo) secret\r
            \rGet/Verify bsd   0% |    |\rGet/Verify bsd 100% |****|\r
            login:\s""";

    private static final List<Expectation> ALL = List.of(
            Expectation.pattern("\\(S\\)hell\\? $"),
            Expectation.text("\u20ac \ud83d\ude00"),
            Expectation.pattern("account\\? \\(.*"),
            Expectation.line("([0-9]+)% .*$"),
            Expectation.pattern("l[a-z]+"),
            Expectation.text(": "));

    /** All that somebody at the console can tell. */
    private record Seen(List<String> matches, List<String> watched, ConsoleTranscript transcript) {}

    private static Seen play(List<byte[]> pieces, boolean expectBetween) {
        ScriptedLine line = new ScriptedLine();
        SerialConsole console = SerialConsole.open(line, Timeline.system());
        List<String> watched = new ArrayList<>();
        console.watch(watched::add);
        console.send(Secret.of("secret"));
        List<String> matches = new ArrayList<>();
        for (byte[] piece : pieces) {
            line.guest().write(piece);
            if (expectBetween) {
                drain(console, matches);
            }
        }
        drain(console, matches);
        return new Seen(matches, watched, console.transcript());
    }

    private static void drain(SerialConsole console, List<String> matches) {
        for (var match = console.find(Duration.ZERO, ALL);
                match.isPresent();
                match = console.find(Duration.ZERO, ALL)) {
            matches.add(ALL.indexOf(match.get().expectation()) + " " + match.get());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void at_every_point() {
        byte[] all = utf8(INSTALL);
        Seen whole = play(List.of(all), false);
        assertThat(whole.matches()).hasSizeGreaterThan(6);

        for (int at = 0; at <= all.length; at++) {
            List<byte[]> two = List.of(Arrays.copyOf(all, at), Arrays.copyOfRange(all, at, all.length));
            assertThat(play(two, false)).as("cut at %d", at).isEqualTo(whole);
            assertThat(play(two, true)).as("cut at %d, expecting between", at).isEqualTo(whole);
        }
    }

    @Test
    void into_single_bytes() {
        List<byte[]> bytes = new ArrayList<>();
        for (byte b : utf8(INSTALL)) {
            bytes.add(new byte[] {b});
        }

        assertThat(play(bytes, true)).isEqualTo(play(List.of(utf8(INSTALL)), false));
    }

    @Provide
    Arbitrary<List<byte[]>> pieces() {
        Arbitrary<byte[]> words = Arbitraries.of(
                        "login: ",
                        "secret",
                        "se",
                        "cret",
                        "\r",
                        "\n",
                        "\r\n",
                        "\u001b[",
                        "\u001b[2K",
                        "\u001b[5D",
                        "\b",
                        "100% ",
                        "(S)hell? ",
                        "\u20ac \ud83d\ude00",
                        "\u001b]0;x",
                        "\u0007",
                        "\t",
                        "\u001b[H",
                        "account? (x")
                .map(SplitPointsTest::utf8);
        Arbitrary<byte[]> rubbish = Arbitraries.bytes().array(byte[].class).ofMaxSize(4);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, words), net.jqwik.api.Tuple.of(1, rubbish))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void anywhere(@ForAll("pieces") List<byte[]> pieces, @ForAll boolean expectBetween) {
        int size = pieces.stream().mapToInt(piece -> piece.length).sum();
        byte[] whole = new byte[size];
        List<byte[]> single = new ArrayList<>();
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        for (byte b : whole) {
            single.add(new byte[] {b});
        }

        Seen expected = play(List.of(whole), false);
        assertThat(play(pieces, expectBetween)).isEqualTo(expected);
        assertThat(play(single, expectBetween)).isEqualTo(expected);
        assertThat(expected.transcript().toString().replace("\n", "")).doesNotContain("secret");
    }
}
