package io.vmm4j.testkit.media;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback interface with one file, which can be had from any byte on. One request a connection. */
final class LoopbackWeb implements Closeable {

    private final ServerSocket socket;
    private final String path;
    private final byte[] content;
    private final List<Integer> offsets = new CopyOnWriteArrayList<>();
    private volatile int cutAt;

    private LoopbackWeb(ServerSocket socket, String path, byte[] content) {
        this.socket = socket;
        this.path = path;
        this.content = content;
        this.cutAt = content.length;
    }

    static LoopbackWeb serving(String path, byte[] content) throws IOException {
        ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        LoopbackWeb server = new LoopbackWeb(socket, path, content);
        Thread thread = new Thread(server::serve, "loopback-web");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Where answers end from now on, whatever length they announce. */
    void cutAt(int position) {
        cutAt = position;
    }

    /** From where on the file was asked for, by every request for it. */
    List<Integer> offsets() {
        return List.copyOf(offsets);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(10_000);
                answer(client);
            } catch (IOException e) {
                // A client that has gone, or the end of the server.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String wanted = Optional.ofNullable(request.readLine()).orElse("");
        int from = 0;
        String header = request.readLine();
        while (header != null && !header.isEmpty()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
                from = Integer.parseInt(header.substring("range: bytes=".length(), header.lastIndexOf('-')));
            }
            header = request.readLine();
        }
        OutputStream out = client.getOutputStream();
        if (!wanted.startsWith("GET " + path + " ")) {
            head(out, "404 Not Found", 0, "");
            return;
        }
        offsets.add(from);
        int size = content.length;
        if (from >= size) {
            head(out, "416 Range Not Satisfiable", 0, "Content-Range: bytes */" + size + "\r\n");
        } else {
            String range = "Content-Range: bytes " + from + "-" + (size - 1) + "/" + size + "\r\n";
            head(out, from > 0 ? "206 Partial Content" : "200 OK", size - from, from > 0 ? range : "");
            out.write(content, from, Math.max(0, Math.min(cutAt, size) - from));
            out.flush();
        }
    }

    private static void head(OutputStream out, String status, int length, String more) throws IOException {
        String text =
                "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n" + more + "Connection: close\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
