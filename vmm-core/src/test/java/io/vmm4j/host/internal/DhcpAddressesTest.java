package io.vmm4j.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.RecordedCommand;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dhcpd(8) says of a machine's address. */
class DhcpAddressesTest {

    private static final String WEB = "fe:e1:bb:d1:1e:fb";

    @ParameterizedTest
    @CsvSource({
        "fe:e1:bb:d1:1e:fb, 2026-11-23T20:00:00Z, 10.0.0.20",
        "fe:e1:bb:d1:1e:fb, 2026-11-24T05:59:59Z, 10.0.0.20",
        "fe:e1:bb:d1:1e:fb, 2026-11-24T06:00:00Z,",
        "fe:e1:bb:d1:aa:01, 2026-11-23T20:00:00Z, 10.0.0.21",
        "fe:e1:bb:d1:aa:01, 2026-11-24T00:00:00Z,",
        "fe:e1:bb:d1:aa:02, 2026-11-23T20:00:00Z,"
    })
    void a_lease_counts_until_it_ends_with_and_without_a_zone(String lladdr, Instant now, String address) {
        DhcpLeases leases = DhcpLeases.parse(RecordedCommand.sample("dhcpd.leases.txt"));

        assertThat(leases.newestOf(List.of(lladdr), now).orElse(null)).isEqualTo(address);
    }

    private static String lease(String address, String starts, String ends, String more) {
        return "lease " + address + " {\n\tstarts " + starts + ";\n\tends " + ends + ";\n\thardware ethernet " + WEB
                + ";\n" + more + "}\n";
    }

    private static String newest(String text) {
        return DhcpLeases.parse(text)
                .newestOf(List.of(WEB), Instant.parse("2026-11-23T20:00:00Z"))
                .orElse("none");
    }

    @Test
    void of_several_leases_the_one_that_started_last_counts_wherever_it_stands() {
        String old = lease("10.0.0.1", "1 2026/11/23 10:00:00", "never", "");
        String young = lease("10.0.0.2", "1 2026/11/23 11:00:00 UTC", "2 2026/11/24 00:00:00 UTC", "");

        assertThat(newest(old + young)).isEqualTo("10.0.0.2");
        assertThat(newest(young + old)).isEqualTo("10.0.0.2");
    }

    @Test
    void of_several_blocks_for_one_address_the_last_counts() {
        String mine = lease("10.0.0.1", "1 2026/11/23 10:00:00", "2 2026/11/24 00:00:00", "");

        assertThat(newest(mine + mine.replace(WEB, "fe:e1:bb:d1:00:01"))).isEqualTo("none");
        assertThat(newest(mine + lease("10.0.0.1", "1 2026/11/23 10:00:00", "2 2026/11/24 00:00:00", "\tabandoned;\n")))
                .isEqualTo("none");
        assertThat(newest(mine + lease("10.0.0.1", "1 2026/11/23 10:00:00", "1 2026/11/23 10:05:00", "")))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 90, 130})
    void a_block_that_is_being_written_does_not_count(int length) {
        String mine = lease("10.0.0.1", "1 2026/11/23 10:00:00", "2 2026/11/24 00:00:00", "");
        String next = lease("10.0.0.2", "1 2026/11/23 11:00:00", "2 2026/11/24 00:00:00", "");

        assertThat(newest(mine + next.substring(0, Math.min(length, next.length() - 2))))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void what_is_no_lease_is_passed_over() {
        assertThat(newest("")).isEqualTo("none");
        assertThat(newest("lease 10.0.0.300 {\n\tstarts x;\n}\nlease {\n}\n")).isEqualTo("none");
        assertThat(newest(lease("10.0.0.1", "1 2026/13/45 10:00:00", "never", "")))
                .isEqualTo("none");
    }

    @Test
    void hosts_of_dhcpd_conf_have_fixed_addresses_in_whatever_block_they_stand() {
        FixedHosts hosts = FixedHosts.parse("""
                option domain-name "example.org # { not a comment";
                # host old { hardware ethernet fe:e1:bb:d1:1e:fb; fixed-address 10.0.0.9; }
                shared-network lan {
                  subnet 10.0.0.0 netmask 255.255.255.0 {
                    range 10.0.0.100 10.0.0.199;
                    group {
                      host web1 { hardware ethernet FE:E1:BB:D1:1E:FB; fixed-address 10.0.0.10; }
                    }
                    host db
                    {
                      hardware ethernet fe:e1:bb:d1:00:02; # its own
                      fixed-address 10.0.0.11, 10.1.0.11;
                      option host-name "db }";
                    }
                    host named { hardware ethernet fe:e1:bb:d1:00:03; fixed-address named.example.org; }
                    host free { hardware ethernet fe:e1:bb:d1:00:04; }
                  }
                }
                """);

        assertThat(hosts.addresses())
                .containsOnlyKeys(WEB, "fe:e1:bb:d1:00:02")
                .containsEntry(WEB, "10.0.0.10")
                .containsEntry("fe:e1:bb:d1:00:02", "10.0.0.11");
        assertThat(hosts.of(List.of("fe:e1:bb:d1:00:09", WEB))).contains("10.0.0.10");
    }
}
