package io.vmm4j.testkit.internal.fidelity;

import io.vmm4j.testkit.internal.hypervisor.Stage;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter.Tagged;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;

/** pfctl(8). The files that it read are made up from what it made of them. */
final class PfScenes {

    private static final int SYN = TcpFlags.SYN;
    private static final int ACK = TcpFlags.ACK;
    private static final int FIN = TcpFlags.FIN;

    private PfScenes() {}

    static void addTo(Scenes scenes) {
        scenes.add(
                stage -> stage.run("true"),
                "base-nonroot-pfctl-n",
                "pfctl-anchor-load",
                "pfctl-anchor-load-bad",
                "pfctl-anchor-load-empty",
                "pfctl-anchor-show-unknown",
                "pfctl-anchors-none",
                "pfctl-err-anchor-unquoted-slash",
                "pfctl-err-bad-address",
                "pfctl-err-rdr-any-direction",
                "pfctl-err-two-errors",
                "pfctl-err-undefined-macro",
                "pfctl-nf-stdin-error",
                "pfctl-table-unknown-show");
        scenes.add(stage -> stage.endsLines("\r\n"), "pfctl-err-crlf");
        scenes.add(PfScenes::anchors, "pfctl-anchor-flush-rules", "pfctl-anchors-list", "pfctl-rules-recursive");
        scenes.add(
                stage -> stage.file("/etc/pf.conf", "pass", "table <vms> persist { 10.10.0.10 10.10.0.11 10.10.0.12 }")
                        .run("pfctl -f /etc/pf.conf"),
                "pfctl-table-show",
                "pfctl-table-test-miss");
        scenes.add(PfScenes::loadAnchor, "pfctl-load-anchor-nvf");
        scenes.add(
                stage -> stage.file("/root/la2.conf", "pass", "load anchor \"sdk/vm1\" from \"/etc/nosuch.sdk\""),
                "pfctl-load-anchor-missing");
        scenes.add(PfScenes::hostRules, "pfctl-nvf-host-rules");
        scenes.add(PfScenes::fiveStates, "pfctl-flush-states");
        scenes.add(PfScenes::states, "pfctl-states");
        scenes.add(PfScenes::traffic, "pfctl-info");
    }

    private static void loadAnchor(Stage stage) {
        stage.file("/etc/pf.sdk.vm1", "pass in quick on tap inet from 100.64.0.0/10", """
                        pass out on egress inet from 100.64.0.0/10 nat-to (egress)""");
        stage.file("/root/la.conf", "set skip on lo", "block return", "pass", "anchor \"sdk/*\"", """
                        load anchor "sdk/vm1" from "/etc/pf.sdk.vm1\"""");
    }

    private static void anchors(Stage stage) {
        stage.file("/root/main.conf", "block return", "pass", "anchor \"sdk/*\"")
                .run("pfctl -f /root/main.conf")
                .pipe(
                        "pfctl -a sdk/vm1 -f -",
                        "pass in quick on tap inet from 100.64.0.0/10 to any",
                        "pass out on egress inet from 100.64.0.0/10 to any nat-to (egress)")
                .pipe(
                        "pfctl -a sdk/vm2 -f -",
                        "table <t> persist",
                        "pass in on tap1 inet proto tcp to port 80",
                        "pass from <t>");
    }

    private static void hostRules(Stage stage) {
        stage.run("ifconfig vport0 create && ifconfig vport0 inet 10.10.0.1/24");
        stage.file(
                "/root/h.conf",
                "set skip on lo",
                "table <vms> persist { 10.10.0.10, 10.10.0.11 }",
                "table <empty> persist",
                "vmnet = \"10.10.0.0/24\"",
                "match out on egress inet from $vmnet to any nat-to (egress:0)",
                "match in all scrub (no-df random-id max-mss 1440)",
                "antispoof quick for vport0 inet",
                "block return",
                "pass out",
                "pass in on egress proto tcp to port ssh",
                "pass in on egress inet proto tcp to (egress) port 2222 rdr-to 10.10.0.10 port 22",
                "pass in on egress inet proto tcp to (egress) port { 80 443 } rdr-to 10.10.0.11",
                "pass in on vport0 inet proto { tcp udp } from $vmnet to any port domain rdr-to 9.9.9.9 port 53",
                "pass in on tap inet from 100.64.0.0/10 to !100.64.0.0/10",
                "block in quick on tap inet from 100.64.0.0/10 to 100.64.0.0/10",
                "block in on vmnet from any to { 10/8, 172.16/12 \\",
                "    192.168.0.0/16 }",
                "pass in on vmnet received-on tap",
                "pass in on egress proto tcp to port 8000:8010 rdr-to <vms> port 9000:*",
                "pass in inet6 proto icmp6 icmp6-type { neighbrsol, neighbradv, routeradv }",
                "pass in inet proto icmp icmp-type echoreq",
                "pass out on egress inet from <vms> nat-to 203.0.113.5 static-port",
                "pass on egress inet from 10.10.0.12 binat-to 203.0.113.6",
                "pass in log (all) on vmnet proto tcp keep state (max 100, source-track rule, max-src-conn 10)",
                "pass in on vmnet proto udp to port 53 divert-to 127.0.0.1 port 5353",
                "pass in on vmnet tag SDK label \"vm:web1\"",
                "anchor \"sdk/*\"");
    }

    private static PfPacket tcp(String from, int port, String to, int toPort, int flags) {
        return packet(Protocols.TCP, from, port, to, toPort, flags);
    }

    private static PfPacket udp(String from, int port, String to, int toPort) {
        return packet(Protocols.UDP, from, port, to, toPort, 0);
    }

    private static PfPacket packet(int protocol, String from, int port, String to, int toPort, int flags) {
        return new PfPacket(
                protocol,
                IpAddress.parse(from).orElseThrow(),
                port,
                IpAddress.parse(to).orElseThrow(),
                toPort,
                flags,
                protocol == Protocols.ICMP6 ? toPort : 0,
                0);
    }

    private static void in(Stage stage, String device, PfPacket packet) {
        stage.filter().decide(packet, true, device, "", new Tagged());
    }

    private static void out(Stage stage, String device, PfPacket packet) {
        stage.filter().decide(packet, false, device, "", new Tagged());
    }

    /** Somebody has logged in; names are being looked up. */
    private static void fiveStates(Stage stage) {
        login(stage);
        for (int port = 5001; port < 5005; port++) {
            lookUp(stage, port);
        }
    }

    private static void login(Stage stage) {
        in(stage, "em0", tcp("10.0.2.2", 33520, "10.0.2.15", 22, SYN));
        out(stage, "em0", tcp("10.0.2.15", 22, "10.0.2.2", 33520, SYN | ACK));
        in(stage, "em0", tcp("10.0.2.2", 33520, "10.0.2.15", 22, ACK));
    }

    private static void lookUp(Stage stage, int port) {
        out(stage, "em0", udp("10.0.2.15", port, "10.0.2.3", 53));
        in(stage, "em0", udp("10.0.2.3", 53, "10.0.2.15", port));
    }

    private static void states(Stage stage) {
        stage.run("ifconfig vport5 create && ifconfig vport5 rdomain 5 up && ifconfig vport0 create up");
        login(stage);
        in(stage, "em0", packet(Protocols.ICMP6, "fe80::2", 0, "ff02::1", 134, 0));
        for (int flags : new int[] {SYN, ACK, FIN | ACK, ACK}) {
            PfPacket there = tcp("10.10.0.2", 35394, "10.10.0.1", 22, flags);
            PfPacket back = tcp("10.10.0.1", 22, "10.10.0.2", 35394, flags | ACK);
            out(stage, "vport5", there);
            in(stage, "vport5", back);
        }
        for (int flags : new int[] {SYN, ACK, FIN | ACK, ACK}) {
            in(stage, "vport0", tcp("10.10.0.2", 35394, "10.10.0.1", 22, flags));
            out(stage, "vport0", tcp("10.10.0.1", 22, "10.10.0.2", 35394, flags | ACK));
        }
        lookUp(stage, 24769);
        out(stage, "vport0", tcp("10.10.0.1", 39004, "10.10.0.9", 22, SYN));
        lookUp(stage, 16598);
        lookUp(stage, 44599);
    }

    /** What had gone through a host that was up for not quite four minutes. */
    private static void traffic(Stage stage) {
        stage.pass(181);
        login(stage);
        for (int port = 6000; port < 6019; port++) {
            lookUp(stage, port);
        }
        stage.run("pfctl -k 10.0.2.15");
        out(stage, "em0", tcp("10.0.2.15", 39004, "10.0.2.9", 22, SYN));
        for (int port = 7000; port < 7006; port++) {
            lookUp(stage, port);
        }
        long searched = stage.filter().states().searches();
        for (long packet = searched; packet < 2779; packet++) {
            in(stage, "em0", tcp("10.0.2.2", 33520, "10.0.2.15", 22, ACK));
        }
        stage.pass(50);
    }
}
