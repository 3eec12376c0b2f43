package io.vmm4j.pf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules are written in the form in which pfctl(8) printed the same ones on a real host. */
class PfRulesTest {

    private static final Subnet LAN = Subnet.of("10.10.0.0/24");
    private static final Subnet LOCAL = Subnet.of("100.64.0.0/10");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(
                        "match out on egress inet from 10.10.0.0/24 to any nat-to (egress:0) round-robin",
                        PfRule.match()
                                .out()
                                .on("egress")
                                .inet()
                                .from(PfHost.of(LAN))
                                .natTo(PfHost.firstAddressOf("egress"))
                                .build()),
                Arguments.of(
                        "block drop in quick on ! vport0 inet from 10.10.0.0/24 to any",
                        PfRules.antispoofElsewhere(LAN, "vport0")),
                Arguments.of(
                        "block drop in quick inet from 10.10.0.1 to any",
                        PfRule.block()
                                .in()
                                .quick()
                                .from(PfHost.of(Ipv4Address.of("10.10.0.1")))
                                .build()),
                Arguments.of("block return all", PfRule.blockReturn().build()),
                Arguments.of("pass out all flags S/SA", PfRule.pass().out().build()),
                Arguments.of(
                        "pass in on egress proto tcp from any to any port = 22 flags S/SA",
                        PfRule.pass()
                                .in()
                                .on("egress")
                                .proto(PfProtocol.TCP)
                                .port(PfPorts.of(22))
                                .build()),
                Arguments.of(
                        "pass in on egress inet proto tcp from any to (egress) port = 2222 flags S/SA rdr-to 10.10.0.10 port 22",
                        PfRules.forward(PfProtocol.TCP, "egress", 2222, Ipv4Address.of("10.10.0.10"), 22)),
                Arguments.of(
                        "pass in on egress inet proto tcp from any to (egress) port = 80 flags S/SA rdr-to 10.10.0.11",
                        PfRule.pass()
                                .in()
                                .on("egress")
                                .proto(PfProtocol.TCP)
                                .to(PfHost.addressesOf("egress"))
                                .port(PfPorts.of(80))
                                .rdrTo(Ipv4Address.of("10.10.0.11"))
                                .build()),
                Arguments.of(
                        "pass in on vport0 inet proto tcp from 10.10.0.0/24 to any port = 53 flags S/SA rdr-to 9.9.9.9 port 53",
                        PfRules.redirectNames(LAN, "vport0", Ipv4Address.of("9.9.9.9"))
                                .get(0)),
                Arguments.of(
                        "pass in on vport0 inet proto udp from 10.10.0.0/24 to any port = 53 rdr-to 9.9.9.9 port 53",
                        PfRules.redirectNames(LAN, "vport0", Ipv4Address.of("9.9.9.9"))
                                .get(1)),
                Arguments.of(
                        "pass in on tap inet from 100.64.0.0/10 to ! 100.64.0.0/10 flags S/SA",
                        PfRule.pass()
                                .in()
                                .on("tap")
                                .from(PfHost.of(LOCAL))
                                .to(PfHost.of(LOCAL).not())
                                .build()),
                Arguments.of(
                        "block drop in quick on tap inet from 100.64.0.0/10 to 100.64.0.0/10",
                        PfRules.isolate(LOCAL, "tap")),
                Arguments.of(
                        "block drop in on vmnet inet from any to 10.0.0.0/8",
                        PfRule.block()
                                .in()
                                .on("vmnet")
                                .to(PfHost.of(Subnet.of("10.0.0.0/8")))
                                .build()),
                Arguments.of(
                        "pass in on vmnet all received-on tap flags S/SA",
                        PfRule.pass().in().on("vmnet").receivedOn("tap").build()),
                Arguments.of(
                        "pass out on egress inet from <vms> to any flags S/SA nat-to 203.0.113.5 static-port",
                        PfRule.pass()
                                .out()
                                .on("egress")
                                .from(PfHost.table("vms"))
                                .natToWithStaticPort(PfHost.of(Ipv4Address.of("203.0.113.5")))
                                .build()),
                Arguments.of(
                        "pass in on egress inet from any to 203.0.113.6 flags S/SA rdr-to 10.10.0.12",
                        PfRule.pass()
                                .in()
                                .on("egress")
                                .to(PfHost.of(Ipv4Address.of("203.0.113.6")))
                                .rdrTo(Ipv4Address.of("10.10.0.12"))
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_rule_is_written_as_pfctl_prints_it(String printed, PfRule rule) throws IOException {
        assertThat(Transcript.of("pfctl-nvf-host-rules.txt").stdout().lines()).contains(printed);
        assertThat(rule).hasToString(printed);
    }

    @Test
    void rules_for_networks_say_what_they_are_for() {
        Subnet other = Subnet.of("10.20.0.0/24");
        assertThat(PfRules.print(List.of(
                        PfRules.nat(LAN, "egress"),
                        PfRules.passBetween(LAN, other),
                        PfRules.blockBetween(other, LAN),
                        PfRules.antispoof(LOCAL, "tap"))))
                .isEqualTo("""
                        pass out on egress inet from 10.10.0.0/24 to any flags S/SA nat-to (egress:0) round-robin
                        pass inet from 10.10.0.0/24 to 10.20.0.0/24 flags S/SA
                        block drop quick inet from 10.20.0.0/24 to 10.10.0.0/24
                        block drop in quick on tap inet from ! 100.64.0.0/10 to any
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "em0.1", "0em", "a-name-with-dashes", "sixteenletters16", "em0)", "em0\nblock", "-a"})
    void no_text_gets_into_a_rule_by_way_of_a_name(String name) {
        assertThat(catchThrowableOfType(
                        InvalidValueException.class, () -> PfRule.pass().on(name)))
                .isNotNull();
        assertThat(catchThrowableOfType(InvalidValueException.class, () -> PfHost.table(name + ">")))
                .isNotNull();
    }

    @Test
    void what_pfctl_would_refuse_is_refused_before() {
        assertThat(refused(PfRule.pass().port(PfPorts.of(22)))).isEqualTo(PfError.PORT_WITHOUT_PROTOCOL);
        assertThat(refused(PfRule.pass().rdrTo(Ipv4Address.of("10.0.0.1"))))
                .isEqualTo(PfError.TRANSLATION_WITHOUT_DIRECTION);
        assertThat(refused(PfRule.pass().in().stateless().rdrTo(Ipv4Address.of("10.0.0.1"))))
                .isEqualTo(PfError.TRANSLATION_WITHOUT_DIRECTION);
        assertThat(refused(PfRule.block().in().rdrTo(Ipv4Address.of("10.0.0.1"))))
                .isEqualTo(PfError.TRANSLATION_OF_BLOCKED);
    }

    private static Object refused(PfRuleBuilder rule) {
        InvalidValueException failure = catchThrowableOfType(InvalidValueException.class, rule::build);
        assertThat(failure).isNotNull();
        return failure.code();
    }

    @Test
    void a_difference_names_what_is_missing_and_what_is_too_much() {
        assertThat(PfDiff.of(List.of("a", "b"), List.of("a", "b")).isEmpty()).isTrue();
        assertThat(PfDiff.of(List.of("a", "b"), List.of("b", "c"))).hasToString("- a\n+ c");
        assertThat(PfDiff.of(List.of("a", "b"), List.of("b", "a")).reordered()).isTrue();
        assertThat(PfDiff.of(List.of("a"), List.of("a", "a")).unexpected()).containsExactly("a");
    }

    @Test
    void a_port_out_of_range_is_shown_as_it_was_written() {
        assertThatThrownBy(() -> PfPorts.of(70_000))
                .hasMessageContaining("The port 70000 is")
                .hasMessageNotContaining(":70000");
        assertThatThrownBy(() -> new PfPorts(10, 70_000)).hasMessageContaining("The port 10:70000 is");
    }
}
