package io.vmm4j.pf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.NetworkMode;
import io.vmm4j.Subnet;
import io.vmm4j.error.ErrorCode;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {

    private static final RoutedNetwork FULL = RoutedNetwork.builder("lan")
            .switchName("inner \"one\" é")
            .subnet("10.20.0.0/24")
            .backend(SwitchBackend.BRIDGE)
            .outside("em1")
            .withoutTranslation()
            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
            .guest("web1", "fe:e1:bb:01:02:03", "10.20.0.10")
            .range("10.20.0.100", "10.20.0.120")
            .forward(PortForward.tcp(2222, Ipv4Address.of("10.20.0.10"), 22))
            .forward(PortForward.udp(2222, Ipv4Address.of("10.20.0.10"), 22))
            .unreachable(Subnet.of("192.168.0.0/16"))
            .isolated()
            .build();

    @Test
    void every_kind_of_network_survives_json() {
        List<NetworkSpec> specs = List.of(
                FULL,
                RoutedNetwork.of("lan"),
                RoutedNetwork.builder("lan").names(NameService.unbound()).build(),
                LocalNetwork.of("local"),
                LocalNetwork.builder("local")
                        .outside("em1")
                        .withoutTranslation()
                        .names(NameService.unbound())
                        .unreachable(Subnet.of("192.168.0.0/16"))
                        .isolated()
                        .build(),
                BridgedNetwork.of("office", "veb0"));

        for (NetworkSpec spec : specs) {
            assertThat(NetworkSpec.fromJson(spec.toJson())).isEqualTo(spec);
        }
        assertThat(specs.stream().map(Object::getClass).distinct())
                .hasSize(NetworkSpec.class.getPermittedSubclasses().length);
    }

    @Test
    void a_field_that_is_wrong_is_named() {
        assertThatThrownBy(() -> NetworkSpec.fromJson(FULL.toJson().replace("10.20.0.10", "10.20.0.1")))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> NetworkSpec.fromJson(FULL.toJson().replace("\"names\"", "\"namen\"")))
                .hasMessageContaining("namen");
    }

    @Test
    void a_builder_starts_from_what_there_is() {
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL);
    }

    @Test
    void the_host_has_the_first_address_and_guests_the_upper_half() {
        RoutedNetwork lan = RoutedNetwork.builder("lan").subnet("10.20.0.0/24").build();

        assertThat(lan.gateway()).hasToString("10.20.0.1");
        assertThat(lan.dynamicRange()).hasToString("10.20.0.128 - 10.20.0.254");
        assertThat(lan.mode()).isEqualTo(NetworkMode.routed("lan", Subnet.of("10.20.0.0/24")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lan", "1lan", "a.b", "a b", "a/b", "../a", "abcdefghijklmnopqrstuvwxyzabcdef", "é"})
    void a_name_that_could_be_no_name_of_a_file_is_refused(String name) {
        assertThat(ruleOf(() -> NetworkName.of(name))).isEqualTo(PfError.NETWORK_NAME);
    }

    @Test
    void parts_that_do_not_fit_are_refused() {
        RoutedNetworkBuilder lan = RoutedNetwork.builder("lan");
        Ipv4Address guest = Ipv4Address.of("10.20.0.10");

        assertThat(ruleOf(() -> RoutedNetwork.builder("lan")
                        .forward(PortForward.tcp(1, guest, 1))
                        .build()))
                .isEqualTo(PfError.SUBNET_NEEDED);
        lan.subnet("10.20.0.0/24");
        assertThat(ruleOf(() -> lan.build().toBuilder()
                        .guest("a", "fe:e1:bb:01:02:03", "10.20.0.1")
                        .build()))
                .isEqualTo(PfError.NOT_A_GUESTS_ADDRESS);
        assertThat(ruleOf(() -> lan.build().toBuilder()
                        .guest("a", "fe:e1:bb:01:02:03", "10.21.0.9")
                        .build()))
                .isEqualTo(PfError.NOT_A_GUESTS_ADDRESS);
        assertThat(ruleOf(() -> lan.build().toBuilder()
                        .range("10.20.0.9", "10.20.0.20")
                        .guest("a", "fe:e1:bb:01:02:03", "10.20.0.10")
                        .build()))
                .isEqualTo(PfError.ADDRESS_IN_RANGE);
        assertThat(ruleOf(() -> lan.build().toBuilder()
                        .forward(PortForward.tcp(1, guest, 1))
                        .forward(PortForward.tcp(1, guest, 2))
                        .build()))
                .isEqualTo(PfError.USED_TWICE);
        assertThat(ruleOf(
                        () -> RoutedNetwork.builder("lan").subnet("10.0.0.0/8").build()))
                .isEqualTo(PfError.SUBNET_SIZE);
        assertThat(ruleOf(
                        () -> RoutedNetwork.builder("lan").outside("em0 quick").build()))
                .isEqualTo(PfError.INTERFACE_NAME);
        assertThat(ruleOf(() -> BridgedNetwork.of("lan", "em0"))).isEqualTo(PfError.NOT_A_BRIDGE);
        assertThat(ruleOf(() -> new AddressRange(guest, Ipv4Address.of("10.20.0.9"))))
                .isEqualTo(PfError.ADDRESS_RANGE);
    }

    private static ErrorCode ruleOf(Supplier<?> maker) {
        try {
            throw new AssertionError("accepted: " + maker.get());
        } catch (InvalidValueException e) {
            return e.code();
        }
    }
}
