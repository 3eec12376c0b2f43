package io.vmm4j.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.RecordedCommand;
import io.vmm4j.VmId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapTableTest {

    private static TapTable recorded(String name) {
        return TapTable.parse(RecordedCommand.load(name).stdout());
    }

    private static TapTable sample(String name) {
        return TapTable.parse(RecordedCommand.sample(name));
    }

    @ParameterizedTest
    @CsvSource({
        "guest-tap, 2, 0, tap0, 100.64.2.2",
        "ifconfig-tap-config-vm, 8, 0, tap0, 100.64.8.2",
        "ifconfig-tap-local-vmd, 2, 0, tap0,",
        "ifconfig-tap-local-vmd, 2, 1, tap1, 100.64.2.4",
        "ifconfig-tap-group, 1, 0, tap0,"
    })
    void a_tap_is_found_by_its_description(String recording, long id, int number, String tap, String inet) {
        TapTable.Interface found =
                recorded(recording).tapOf(VmId.of(id), number).orElseThrow();

        assertThat(found.name()).isEqualTo(tap);
        assertThat(found.inet().orElse(null)).isEqualTo(inet);
    }

    @Test
    void taps_of_other_vms_and_of_nobody_are_not_it() {
        TapTable taps = recorded("ifconfig-tap-group");

        assertThat(taps.tapOf(VmId.of(2), 0)).isEmpty();
        assertThat(taps.tapOf(VmId.of(1), 1)).isEmpty();
        assertThat(recorded("ifconfig-tap-local-vmd").tapOf(VmId.of(22), 0)).isEmpty();
        assertThat(sample("ifconfig-tap-real.txt").tapOf(VmId.of(11), 0)).isEmpty();
    }

    @Test
    void an_id_that_begins_like_another_is_another() {
        TapTable taps = TapTable.parse("""
                tap0: flags=8843<UP> mtu 1500
                \tdescription: vm11-if0-a
                tap1: flags=8843<UP> mtu 1500
                \tdescription: vm1-if10-b
                """);

        assertThat(taps.tapOf(VmId.of(1), 0)).isEmpty();
        assertThat(taps.tapOf(VmId.of(1), 1)).isEmpty();
        assertThat(taps.tapOf(VmId.of(1), 10)).map(TapTable.Interface::name).contains("tap1");
    }

    @Test
    void a_bridge_tells_its_members() {
        TapTable bridge = recorded("ifconfig-bridge-show");

        assertThat(bridge.switchOf("tap0")).map(TapTable.Interface::name).contains("bridge1");
        assertThat(bridge.switchOf("tap1")).isEmpty();
        assertThat(bridge.cachedBehind("tap0")).isEmpty();
    }

    @Test
    void a_switch_tells_which_lladdrs_it_has_seen_behind_a_member() {
        TapTable recorded = recorded("ifconfig-veb-cache");
        TapTable sample = sample("ifconfig-veb.txt");

        assertThat(recorded.switchOf("pair0")).map(TapTable.Interface::name).contains("veb0");
        assertThat(recorded.cachedBehind("pair0")).containsExactly("fe:e1:ba:d9:fb:b3");
        assertThat(recorded.cachedBehind("pair")).isEmpty();
        assertThat(sample.cachedBehind("tap0")).containsExactly("fe:e1:bb:d1:1e:fb");
    }

    @Test
    void a_vlan_behind_the_lladdr_is_no_part_of_it() {
        TapTable table = TapTable.parse("""
                veb0: flags=8843<UP>
                \ttap0 flags=3<LEARNING,DISCOVER>
                \t\tfe:e1:bb:d1:1e:fb/100 tap0 12 flags=0<>
                """);

        assertThat(table.cachedBehind("tap0")).containsExactly("fe:e1:bb:d1:1e:fb");
    }

    @Test
    void nothing_printed_is_no_interface() {
        assertThat(TapTable.parse("").table().interfaces()).isEmpty();
    }
}
