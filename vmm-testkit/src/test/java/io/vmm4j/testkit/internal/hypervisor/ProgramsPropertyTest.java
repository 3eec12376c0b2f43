package io.vmm4j.testkit.internal.hypervisor;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static io.vmm4j.testkit.internal.hypervisor.VmConf.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is typed, the programs answer like programs: they do not fail themselves, and their exit status is small. */
class ProgramsPropertyTest {

    /** One host for all calls of a program, so that they also meet what others have left behind. */
    private static final Stage VMCTL = host();

    private static final Stage OTHERS = host();

    private static Stage host() {
        return new Stage()
                .with(spec -> spec.taps(6))
                .run("ifconfig veb0 create")
                .conf(
                        "switch \"lan\" {",
                        "interface veb0",
                        "}",
                        on("a", 1, "interface { switch \"lan\" }"),
                        off("b", 2, "local interface", "owner alice"));
    }

    @AfterContainer
    static void switchOff() {
        VMCTL.machine().shutDown();
        OTHERS.machine().shutDown();
    }

    @Property(tries = 400)
    void vmctl(@ForAll("vmctlWords") List<String> words) {
        answers(VMCTL, "/usr/sbin/vmctl", words);
    }

    @Property(tries = 150)
    void vmd(@ForAll("vmdWords") List<String> words) {
        answers(OTHERS, "/usr/sbin/vmd", words);
    }

    @Property(tries = 300)
    void rcctl(@ForAll("rcctlWords") List<String> words) {
        answers(OTHERS, "/usr/sbin/rcctl", words);
    }

    @Property(tries = 400)
    void ifconfig(@ForAll("ifconfigWords") List<String> words) {
        answers(OTHERS, "/sbin/ifconfig", words);
    }

    @Property(tries = 200)
    void arp_ping_fw_update_mknod(@ForAll("otherWords") List<String> words) {
        for (String program : List.of("/usr/sbin/arp", "/sbin/ping", "/usr/sbin/fw_update", "/sbin/mknod")) {
            answers(OTHERS, program, words);
        }
    }

    private static void answers(Stage host, String program, List<String> words) {
        List<String> argv = new ArrayList<>(List.of(program));
        argv.addAll(words);
        Console.Result result = host.perform("root", argv);

        assertThat(result.stderr()).as("%s", argv).doesNotContain("simulator fault");
        assertThat(result.status()).as("%s", argv).isIn(0, 1, 2, Console.STILL_RUNNING);
    }

    @Provide
    Arbitrary<List<String>> vmctlWords() {
        return words(
                "console",
                "create",
                "load",
                "log",
                "pause",
                "reload",
                "reset",
                "show",
                "start",
                "status",
                "stop",
                "unpause",
                "wait",
                "send",
                "receive",
                "-v",
                "-Z",
                "-r",
                "-f",
                "-w",
                "-a",
                "-fw",
                "-c",
                "-L",
                "-b",
                "-d",
                "-i",
                "-m",
                "-n",
                "-s",
                "-t",
                "-B",
                "a",
                "b",
                "1",
                "2",
                "x",
                "all",
                "vms",
                "switches",
                "brief",
                "disk",
                "net",
                "lan",
                "512M",
                "1.5G",
                "0",
                "raw:/vm/new",
                "qcow2:/vm/new",
                "/vm/d3.raw",
                "/root/guest.elf",
                "/etc/vm.conf",
                "/vm",
                "/nope");
    }

    @Provide
    Arbitrary<List<String>> vmdWords() {
        return words("-n", "-v", "-D", "x=y", "-f", "/etc/vm.conf", "/nope", "/vm", "-Z");
    }

    @Provide
    Arbitrary<List<String>> rcctlWords() {
        return words(
                "ls",
                "get",
                "getdef",
                "set",
                "enable",
                "disable",
                "start",
                "stop",
                "restart",
                "reload",
                "check",
                "configtest",
                "order",
                "-d",
                "-f",
                "-q",
                "all",
                "on",
                "off",
                "failed",
                "vmd",
                "dhcpd",
                "pf",
                "sshd",
                "flags",
                "status",
                "timeout",
                "class",
                "user",
                "rtable",
                "NO",
                "on",
                "off",
                "5",
                "-x",
                "nosuch");
    }

    @Provide
    Arbitrary<List<String>> ifconfigWords() {
        return words(
                "-a",
                "-A",
                "-C",
                "tap0",
                "tap",
                "tap9",
                "veb0",
                "veb1",
                "bridge0",
                "vport0",
                "vether0",
                "em0",
                "lo0",
                "lo1",
                "create",
                "destroy",
                "up",
                "down",
                "add",
                "del",
                "group",
                "-group",
                "lan",
                "description",
                "-description",
                "inet",
                "inet6",
                "10.0.0.1",
                "10.0.0.1/24",
                "netmask",
                "255.255.255.0",
                "0xff",
                "alias",
                "-alias",
                "delete",
                "mtu",
                "1400",
                "rdomain",
                "1",
                "lladdr",
                "random",
                "fe:e1:bb:00:00:01",
                "flush",
                "maxaddr",
                "timeout",
                "prefixlen",
                "broadcast",
                "autoconf",
                "deladdr");
    }

    @Provide
    Arbitrary<List<String>> otherWords() {
        return words(
                "-a",
                "-n",
                "-d",
                "-s",
                "-c",
                "1",
                "-w",
                "2",
                "-q",
                "-F",
                "-l",
                "vmm",
                "10.0.2.2",
                "10.0.2.15",
                "b",
                "c",
                "-m",
                "600",
                "/tmp/node",
                "/dev/null",
                "00:11:22:33:44:55",
                "temp");
    }

    private static Arbitrary<List<String>> words(String... known) {
        Arbitrary<String> strange =
                Arbitraries.strings().withCharRange('\u0001', '\u00ff').ofMaxLength(70);
        return Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(known)), Tuple.of(1, strange))
                .list()
                .ofMaxSize(7);
    }
}
