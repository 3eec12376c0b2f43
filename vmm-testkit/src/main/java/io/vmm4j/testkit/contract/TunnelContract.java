package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tunnel carries bytes both ways to an address that the host can reach. */
public interface TunnelContract extends ExecutorUnderTest {

    /** An address, as the host sees it, where everything sent comes back, and the end of what is sent ends what comes back. */
    InetSocketAddress echoAddress();

    /** An address, as the host sees it, at which nothing listens. */
    InetSocketAddress closedAddress();

    private Tunnel open(InetSocketAddress address) {
        return executor().openTunnel(address.getHostString(), address.getPort(), Duration.ofSeconds(10));
    }

    @Test
    default void bytes_go_through_a_tunnel_and_come_back() throws IOException {
        try (Tunnel tunnel = open(echoAddress())) {
            tunnel.output().write("hello".getBytes(StandardCharsets.UTF_8));
            tunnel.output().flush();
            assertThat(tunnel.input().readNBytes(5)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void closing_the_output_ends_the_stream_on_the_far_side() throws IOException {
        try (Tunnel tunnel = open(echoAddress())) {
            tunnel.output().write("bye".getBytes(StandardCharsets.UTF_8));
            tunnel.output().close();
            assertThat(tunnel.input().readAllBytes()).isEqualTo("bye".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void a_read_that_gets_nothing_times_out() throws IOException {
        try (Tunnel tunnel = open(echoAddress())) {
            tunnel.setReadTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> tunnel.input().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    default void an_address_where_nothing_listens_is_an_error_with_a_hint() {
        InetSocketAddress closed = closedAddress();
        assertThatThrownBy(() -> open(closed).close()).isInstanceOfSatisfying(TransportException.class, e -> {
            assertThat(e.code()).isEqualTo(ExecError.TUNNEL_FAILED);
            assertThat(e.hint()).contains(Integer.toString(closed.getPort()));
        });
    }
}
