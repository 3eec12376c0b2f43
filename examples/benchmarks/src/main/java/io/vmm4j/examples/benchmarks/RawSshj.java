package io.vmm4j.examples.benchmarks;

import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultSecurityProviderConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.xfer.FileSystemFile;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A rival: sshj by itself at its best, with TCP_NODELAY, the JDK's cryptography and AES-GCM. */
@State(Scope.Benchmark)
public class RawSshj {

    private final SSHClient client;

    /** Connects. */
    public RawSshj() {
        Server server = Server.told();
        try {
            Config config = new DefaultSecurityProviderConfig();
            config.setCipherFactories(List.of(GcmCiphers.AES128GCM()));
            client = new SSHClient(config);
            client.setSocketFactory(new WithoutDelay());
            client.loadKnownHosts(server.knownHosts().toFile());
            client.connect("127.0.0.1", server.port());
            client.authPublickey(server.user(), server.key().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command on a channel of its own: session, exec, join, close. Its output is not looked at. */
    int run(String command) {
        try (Session session = client.startSession()) {
            Session.Command running = session.exec(command);
            running.join(1, TimeUnit.MINUTES);
            return Checked.status(running.getExitStatus());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file by SFTP. */
    void upload(Path source, Path destination) {
        try (SFTPClient sftp = client.newSFTPClient()) {
            sftp.put(new FileSystemFile(source.toFile()), destination.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Disconnects. */
    @TearDown
    public void close() throws IOException {
        client.close();
    }

    /** Makes sockets that send small packets at once. */
    private static final class WithoutDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("sshj connects its sockets itself");
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port, java.net.InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }
    }
}
