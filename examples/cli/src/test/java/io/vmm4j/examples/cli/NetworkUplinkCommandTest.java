package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.exec.Command;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code vmm network uplink} on a host behind SSH. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NetworkUplinkCommandTest {

    private static final String FILE = "inet 10.0.2.15 255.255.255.0\n";

    private final BehindSsh served = BehindSsh.serve(SimulatedHost.openBsd()
            .file("/etc/hostname.em0", FILE, "root", 0640)
            .file("/etc/mygate", "10.0.2.2\n"));

    @BeforeEach
    void boot() {
        served.host().timeline().advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Run uplink(String line) {
        return served.vmm(("network uplink " + line).split(" "));
    }

    private String addresses() {
        return served.host()
                .executor()
                .run(Command.read("sh", "-c", "ifconfig em0; ifconfig vport0; cat /etc/hostname.*"))
                .stdout();
    }

    @Test
    void the_addresses_move_with_consent_by_name_and_back() {
        String before = addresses();
        for (String line :
                new String[] {"plan em0", "apply em0 --dry-run", "apply em0 --agreed em0=10.0.2.15 --dry-run"}) {
            Run planned = uplink(line);
            assertThat(planned.status()).as(planned.err()).isZero();
            assertThat(planned.out())
                    .contains("move 10.0.2.15/24 from em0 to vport0", "this was a dry run")
                    .endsWith("To agree to it: --agreed em0=10.0.2.15\n");
        }
        assertThat(addresses()).isEqualTo(before);

        Run moved = uplink("apply em0 --agreed em0=10.0.2.15");

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.err()).contains("On probation: unless a new connection gets in");
        assertThat(moved.out()).endsWith("Done, and confirmed over a new connection.\n");
        assertThat(addresses()).contains("add em0\n", "# vmm4j: moved to vport0");
        assertThat(uplink("apply em0 --agreed em0=10.0.2.15").out()).contains("nothing to do");

        Run back = uplink("remove em0 --agreed em0=10.0.2.15");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(addresses()).isEqualTo(before);
    }

    @Test
    void a_plan_as_json_has_what_moves_where() {
        JsonNode json = uplink("plan em0 --json").json();

        assertThat(json.get("applied").asBoolean()).isFalse();
        assertThat(json.at("/uplink/interface").asText()).isEqualTo("em0");
        assertThat(json.at("/uplink/address").asText()).isEqualTo("10.0.2.15");
        assertThat(json.at("/uplink/device").asText()).isEqualTo("veb0");
        assertThat(json.at("/uplink/hostPort").asText()).isEqualTo("vport0");
        assertThat(uplink("apply em0 --agreed em0=10.0.2.15 --json")
                        .json()
                        .get("applied")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void without_consent_or_with_one_to_something_else_nothing_moves() {
        String before = addresses();

        for (String line : new String[] {"apply em0", "remove em0", "apply em0 --agreed em0", "apply", ""}) {
            Run run = uplink(line);
            assertThat(run.status()).as(line + ": " + run.err()).isEqualTo(2);
        }
        assertThat(uplink("apply em0").err()).contains("Nobody has agreed", "--agreed INTERFACE=ADDRESS");
        for (String agreed : new String[] {"em0=10.0.2.16", "em1=10.0.2.15"}) {
            Run run = uplink("apply em0 --agreed " + agreed);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("Nobody has agreed to move 10.0.2.15 of em0");
        }
        assertThat(addresses()).isEqualTo(before);
    }
}
