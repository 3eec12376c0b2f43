package io.vmm4j.testkit.internal.vmd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmdVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What vmd(8) says to a configuration, by each of its samples: the SDK's checker and the simulated {@code vmd -n} say the same, word
 * for word, with the same exit status.
 */
class VmdSamplesTest {

    private static final String FILE = "/etc/vm.conf";
    private static final String DISK = "/vm/d1.raw";

    /** A file whose line of this number is the last of these; what is before it is blank. */
    private static String at(int line, String... lines) {
        return "\n".repeat(line - lines.length) + String.join("\n", lines) + "\n";
    }

    private static String inVm(int line, String... options) {
        List<String> lines = new ArrayList<>(List.of("vm \"a\" {"));
        lines.addAll(List.of(options));
        return at(line, lines.toArray(String[]::new)) + "}\n";
    }

    /** Each line of vmd-n-errors.txt with a file that brings it about, and what else vmd says to that file. */
    static List<Arguments> errors() {
        String five = "interface";
        return List.of(
                Arguments.of("/etc/vm.conf:3: syntax error", at(3, "bogus"), List.of()),
                Arguments.of(
                        "/etc/vm.conf:5: macro 'nope' not defined",
                        inVm(5, "disk $nope"),
                        List.of("/etc/vm.conf:5: syntax error")),
                Arguments.of(
                        "/etc/vm.conf:7: switch \"uplink\" is missing interface name",
                        at(7, "switch \"uplink\" {", "up", "}"),
                        List.of()),
                Arguments.of(
                        "/etc/vm.conf:9: invalid switch interface: em0",
                        at(9, "switch \"uplink\" {", "interface em0") + "}\n",
                        List.of()),
                Arguments.of(
                        "/etc/vm.conf:12: failed to parse disks: /vm/missing.img",
                        inVm(12, "disk \"/vm/missing.img\""),
                        List.of("disk /vm/missing.img: No such file or directory")),
                Arguments.of(
                        "disk /vm/missing.img: No such file or directory",
                        inVm(12, "disk \"/vm/missing.img\""),
                        List.of("/etc/vm.conf:12: failed to parse disks: /vm/missing.img")),
                Arguments.of(
                        "/etc/vm.conf:14: failed to parse size: 512MB",
                        inVm(14, "memory 512MB"),
                        List.of("invalid memory size: 512MB: Invalid argument")),
                Arguments.of(
                        "/etc/vm.conf:16: kernel path not found: No such file or directory",
                        inVm(16, "boot \"/nope\""),
                        List.of()),
                Arguments.of(
                        "/etc/vm.conf:18: unrecognized disk format vmdk",
                        inVm(18, "disk \"" + DISK + "\" format \"vmdk\""),
                        List.of()),
                Arguments.of(
                        "/etc/vm.conf:20: too many interfaces: 5", inVm(20, five, five, five, five, five), List.of()),
                Arguments.of("/etc/vm.conf:22: failed to get user: nosuch", inVm(22, "owner nosuch"), List.of()));
    }

    private static VmdVerdict ours(Stage host, String text) {
        VmConfEnvironment environment = new VmConfEnvironment() {
            @Override
            public Optional<String> pathProblem(String path) {
                return host.perform("root", List.of("test", "-e", path)).status() == 0
                        ? Optional.empty()
                        : Optional.of("No such file or directory");
            }

            @Override
            public boolean hasUser(String name) {
                return host.machine().accounts().user(name).isPresent();
            }
        };
        return VmConf.reader().on(environment).verdict(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Console.Result printed(VmdVerdict verdict) {
        return new Console.Result(verdict.exitStatus(), "", String.join("\n", verdict.lines()) + "\n");
    }

    private static Console.Result theirs(Stage host, String text) {
        return host.file(FILE, text.stripTrailing()).perform("root", "vmd -n -f " + FILE);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void each_error_of_the_sample_is_an_error_of_both(String message, String text, List<String> besides) {
        Stage host = new Stage();

        Console.Result theirs = theirs(host, text);

        assertThat(theirs.status()).isEqualTo(1);
        List<String> expected = new ArrayList<>(besides);
        expected.add(message);
        assertThat(theirs.stderr().lines().map(line -> line.replaceFirst("^vmd: ", "")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(printed(ours(host, text))).isEqualTo(theirs);
    }

    @Test
    void no_line_of_the_sample_is_left_out() throws IOException {
        Set<String> tried = new TreeSet<>(List.of("warning: macro 'unused' not used"));
        errors().forEach(error -> tried.add((String) error.get()[0]));

        assertThat(resource("/samples/vmd-n-errors.txt").lines().filter(line -> !line.isBlank()))
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void a_macro_that_is_not_used_is_a_warning_and_the_verdict_of_the_sample_follows() throws IOException {
        Stage host = new Stage();
        String text = "unused = \"x\"\n";

        Console.Result theirs = theirs(host, text);

        assertThat(theirs)
                .isEqualTo(new Console.Result(
                        0, "", "warning: macro 'unused' not used\n" + resource("/samples/vmd-n.txt")));
        assertThat(printed(ours(host, text))).isEqualTo(theirs);
    }

    /** The transcripts of a real vmd -n, with the files that they were made of. */
    static List<Arguments> transcripts() {
        String vm = "vm \"a\" {\n\tdisable\n\tdisk \"" + DISK + "\"\n}\n";
        return List.of(
                Arguments.of("vmd-n-ok", vm),
                Arguments.of("vmd-n-default", vm),
                Arguments.of("vmd-n-warning", "d = \"/vm\"\n" + vm),
                Arguments.of("vmd-n-errors", "vm \"a\" {\n\tdisk \"/nope.raw\"\n}\n\nbogus\n"));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void a_real_vmd_said_the_same(String name, String text) throws IOException {
        Stage host = new Stage();
        String transcript = resource("/transcripts/openbsd-7.6-current/" + name + ".txt");

        Console.Result theirs = theirs(host, text);

        assertThat(transcript).endsWith("[stdout]\n[stderr]\n" + theirs.stderr() + "[exit " + theirs.status() + "]\n");
        assertThat(printed(ours(host, text))).isEqualTo(theirs);
    }

    @Test
    void a_real_vmd_accepted_a_file_that_is_not_there() throws IOException {
        String transcript = resource("/transcripts/openbsd-7.6-current/vmd-n-missing-file.txt");

        Console.Result ours = printed(VmdVerdict.ofMissing("/nope.conf"));

        assertThat(transcript).endsWith("[stderr]\n" + ours.stderr() + "[exit " + ours.status() + "]\n");
        assertThat(new Stage().perform("root", "vmd -n -f /nope.conf")).isEqualTo(ours);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = VmdSamplesTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
