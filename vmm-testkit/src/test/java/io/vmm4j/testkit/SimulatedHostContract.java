package io.vmm4j.testkit;

import io.vmm4j.testkit.contract.ExecutorContract;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.wire.Connection;
import io.vmm4j.testkit.internal.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a simulated host: files in its /tmp, an echo service on its wire. */
abstract class SimulatedHostContract extends ExecutorContract {

    private static final String ADDRESS = "10.20.30.40";

    private SimulatedHost host;

    abstract SimulatedHost start();

    @BeforeAll
    void startHost() {
        host = start();
        Wire wire = Wire.of(host.machine());
        wire.attach(ADDRESS);
        wire.listen(ADDRESS, 7, connection -> echo(connection, Patience.of(host.timeline())));
    }

    @AfterAll
    void stopHost() {
        host.close();
    }

    final SimulatedHost host() {
        return host;
    }

    private static void echo(Connection connection, Patience patience) {
        Thread echo = new Thread(
                () -> {
                    byte[] buffer = new byte[8192];
                    try {
                        for (int count; (count = connection.read(patience, buffer, 0, buffer.length)) > 0; ) {
                            connection.write(patience, buffer, 0, count);
                        }
                        connection.closeOutput();
                    } catch (IOException e) {
                        // The other side went away.
                    }
                },
                "echo");
        echo.setDaemon(true);
        echo.start();
    }

    @Override
    public String workingDirectory() {
        return "/tmp";
    }

    @Override
    public InetSocketAddress echoAddress() {
        return InetSocketAddress.createUnresolved(ADDRESS, 7);
    }

    @Override
    public InetSocketAddress closedAddress() {
        return InetSocketAddress.createUnresolved(ADDRESS, 8);
    }
}
