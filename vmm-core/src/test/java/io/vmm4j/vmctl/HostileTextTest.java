package io.vmm4j.vmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text a user gives, it is refused, or is one argument of one command, byte for byte. */
class HostileTextTest {

    @Property
    void a_name_is_the_operand_or_refused(@ForAll("hostile") String text) {
        argumentOrRefused(
                () -> argv(VmSpec.builder(text).kernel(HostPath.of("/bsd")).build()),
                List.of("vmctl", "start", "-m", "512M", "-b", "/bsd", text));
    }

    @Property
    void an_observed_name_is_the_operand_or_refused(@ForAll("hostile") String text) {
        argumentOrRefused(
                () -> Vmctl.asRoot()
                        .stop(VmName.observed(text), StopMethod.FORCE)
                        .command()
                        .argv(),
                List.of("vmctl", "stop", "-f", text));
    }

    @Property
    void a_path_is_one_argument_or_refused(@ForAll("hostile") String text) {
        argumentOrRefused(
                () -> argv(
                        VmSpec.builder("web1").disk(DiskImage.raw("/" + text)).build()),
                List.of("vmctl", "start", "-m", "512M", "-d", "raw:/" + text, "web1"));
    }

    @Property
    void a_switch_is_one_argument_or_refused(@ForAll("hostile") String text) {
        argumentOrRefused(
                () -> argv(VmSpec.builder("web1")
                        .kernel(HostPath.of("/bsd"))
                        .network(NetworkMode.bridged(text))
                        .build()),
                List.of("vmctl", "start", "-m", "512M", "-b", "/bsd", "-n", text, "web1"));
    }

    private static void argumentOrRefused(Supplier<List<String>> command, List<String> expected) {
        List<String> argv;
        try {
            argv = command.get();
        } catch (InvalidValueException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
            return;
        }
        assertThat(argv).isEqualTo(expected);
        assertThat(String.join("", argv)).doesNotContain("\n", "\0");
        assertThat(argv.get(argv.size() - 1)).doesNotStartWith("-");
    }

    private static List<String> argv(VmSpec spec) {
        return Vmctl.asRoot().start(StartRequest.adHoc(spec)).command().argv();
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "web1",
                "1",
                "'",
                "\"",
                ";",
                "$(id)",
                "`id`",
                "\n",
                "\r",
                "\0",
                "\\",
                " ",
                "-",
                "-f",
                "--",
                "/",
                "..",
                "|",
                "&",
                ">",
                "*",
                "?",
                "~",
                "#",
                "é",
                "日本",
                "\ud83d\ude00",
                "\ud800",
                "%s",
                "{}",
                "\u202e",
                "\t",
                "\u001b[31m");
        return Arbitraries.oneOf(
                pieces.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("", list)),
                Arbitraries.strings().ofMinLength(1));
    }
}
