package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.WebContent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code vmm catalog} on a host behind SSH. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CatalogCommandTest {

    private static final String CDN = "https://cdn.openbsd.org/pub/OpenBSD/7.9/amd64/";

    private final SimulatedInternet internet = new SimulatedInternet()
            .serveSigned(
                    CDN, SignifyKey.ofRelease("7.9"), Map.of("bsd.rd", WebContent.sized("bsd.rd 7.9\n", 3_000_000)));
    private final BehindSsh served = BehindSsh.serve(SimulatedHost.openBsd().mirror(internet));

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void a_medium_is_fetched_listed_shown_and_verified() {
        Run fetched = served.vmm("catalog", "fetch", "openbsd-7.9/bsd.rd");

        assertThat(fetched.status()).isZero();
        assertThat(fetched.lines())
                .containsExactly("openbsd-7.9/bsd.rd is there, 3 MB, signed: /var/vmm/media/openbsd-7.9/bsd.rd");
        assertThat(fetched.err()).contains("openbsd-7.9/bsd.rd: 3 MB of 3 MB");

        JsonNode list = served.vmm("catalog", "list", "--json").json();
        assertThat(list.get("release").asText()).isEqualTo("7.9");
        assertThat(list.get("guests")).anySatisfy(guest -> {
            assertThat(guest.get("id").asText()).isEqualTo("openbsd-7.9");
            assertThat(guest.get("onThisHost").asText()).isEqualTo("usable");
            assertThat(guest.get("stored").get(0).asText()).isEqualTo("openbsd-7.9/bsd.rd");
        });

        assertThat(served.vmm("catalog", "show", "openbsd-7.9").out())
                .contains("  there     /var/vmm/media/openbsd-7.9/bsd.rd", "  verified  signed", "not yet");
        assertThat(served.vmm("catalog", "verify").lines())
                .containsExactly("sound    openbsd-7.9/bsd.rd  /var/vmm/media/openbsd-7.9/bsd.rd");
    }

    @Test
    void a_changed_medium_makes_verify_fail() {
        served.vmm("catalog", "fetch", "openbsd-7.9/bsd.rd");
        served.sh("echo x >>/var/vmm/media/openbsd-7.9/bsd.rd");

        Run verified = served.vmm("catalog", "verify", "openbsd-7.9", "--json");

        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.json().get("media").get(0).get("sound").asBoolean()).isFalse();
    }

    @Test
    void the_list_is_a_table_for_people() {
        Run list = served.vmm("catalog", "list");

        assertThat(list.status()).isZero();
        assertThat(list.out()).contains("GUEST", "openbsd-8.0", "(announced)", "0 of 2");
    }

    @Test
    void what_the_catalogue_does_not_have_is_told_with_what_it_has() {
        Run run = served.vmm("catalog", "fetch", "debian-11");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("debian-12");
    }
}
