package io.vmm4j.testkit.internal.web;

import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.WebFault;
import io.vmm4j.testkit.WebResponse;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.program.Input;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Gets URLs for ftp(1), one at a time. */
final class Retrieval {

    private static final int REDIRECTS = 10;
    private static final int PIECE = 64 * 1024;
    private static final int PATIENCE_OF_TCP = 75;

    private final SimProcess process;
    private final Optional<String> output;
    private final boolean verbose;
    private final int connectTimeout;
    private boolean resume;
    private int redirected;

    Retrieval(SimProcess process, Optional<String> output, boolean resume, boolean verbose, int connectTimeout) {
        this.process = process;
        this.output = output;
        this.resume = resume;
        this.verbose = verbose;
        this.connectTimeout = connectTimeout;
    }

    /** Gets one; whether that could be done. */
    boolean get(String url) throws IOException {
        redirected = 0;
        boolean pipe = output.equals(Optional.of("-"));
        if (resume && pipe) {
            process.warn("can't append to stdout");
            return false;
        }
        if (url.regionMatches(true, 0, "file:", 0, 5)) {
            return copy(url.substring(5), pipe);
        }
        String rest = url.replaceFirst("^[A-Za-z]+://", "");
        int slash = rest.indexOf('/');
        if (slash < 0 && output.isEmpty()) {
            process.warn("No `/' after host (use -o): " + url);
            return false;
        }
        String name = output.orElse(rest.substring(rest.lastIndexOf('/') + 1));
        if (name.isEmpty()) {
            process.warn((slash == rest.length() - 1
                            ? "No filename after host (use -o): "
                            : "No filename after directory (use -o): ")
                    + url);
            return false;
        }
        return request(url, name, pipe);
    }

    private boolean copy(String path, boolean pipe) throws IOException {
        String name = output.orElse(path.substring(path.lastIndexOf('/') + 1));
        try (Input input = Input.open(process, path);
                Target target = Target.open(process, name, pipe, OpenFlag.WRITING)) {
            byte[] buffer = new byte[PIECE];
            for (int count = input.read(buffer, 0, PIECE); count > 0; count = input.read(buffer, 0, PIECE)) {
                target.write(buffer, count);
            }
            return true;
        } catch (SystemError e) {
            process.warn("Can't open file " + path, e);
            return false;
        }
    }

    private boolean request(String url, String name, boolean pipe) throws IOException {
        String host = url.replaceFirst("^[A-Za-z]+://([^/]*).*$", "$1")
                .replaceFirst("^.*@", "")
                .replaceFirst(":[0-9]+$", "");
        Optional<SimulatedInternet> internet = Web.of(process.machine()).internet();
        if (internet.isEmpty()) {
            process.warn(host + ": no address associated with name");
            return false;
        }
        WebResponse response;
        try {
            response = internet.get().get(url, resume ? sizeOf(name) : 0);
        } catch (SimulatedInternet.NoConnection e) {
            return noConnection(host, e.fault());
        }
        say("Requesting " + url, pipe);
        switch (response.status()) {
            case 200 -> {
                if (resume && sizeOf(name) > 0) {
                    process.warn("Server does not support resume.");
                    resume = false;
                }
            }
            case 206 -> {}
            case 301, 302, 303, 307, 308 -> {
                String target = response.location().orElse(url);
                if (redirected++ > REDIRECTS) {
                    process.warn("Too many redirections requested");
                    return false;
                }
                say("Redirected to " + target, pipe);
                return request(target, name, pipe);
            }
            case 416 -> {
                process.warn("File is already fully retrieved.");
                return false;
            }
            default -> {
                process.warn("Error retrieving " + url + ": " + response.status() + " " + response.reason());
                return false;
            }
        }
        return save(response, name, pipe);
    }

    private boolean noConnection(String host, WebFault fault) throws IOException {
        if (fault instanceof WebFault.UnknownHost) {
            process.warn(host + ": no address associated with name");
            return false;
        }
        int seconds = connectTimeout == 0 ? PATIENCE_OF_TCP : connectTimeout;
        process.await(() -> false, Duration.ofSeconds(seconds));
        process.warn("connect", Errno.ETIMEDOUT.asError());
        return false;
    }

    private long sizeOf(String name) {
        try {
            return process.files().stat(name).size();
        } catch (SystemError e) {
            return 0;
        }
    }

    private void say(String text, boolean pipe) throws IOException {
        if (verbose && pipe) {
            process.complain(text + "\n");
        } else if (verbose) {
            process.print(text + "\n");
        }
    }

    private boolean save(WebResponse response, String name, boolean pipe) throws IOException {
        try (Target target = Target.open(process, name, pipe, resume ? OpenFlag.APPENDING : OpenFlag.WRITING)) {
            if (!transfer(response, target, name)) {
                return false;
            }
        } catch (SystemError e) {
            process.warn("Can't open " + name, e);
            return false;
        }
        Optional<WebFault> ending = response.ending();
        if (ending.isEmpty()) {
            if (!pipe) {
                process.files().setModified(name, response.lastModified());
            }
            return true;
        }
        if (ending.get() instanceof WebFault.StallAt) {
            throw process.hang();
        }
        if (ending.get() instanceof WebFault.ResetAt) {
            process.warn("Reading from socket: Connection reset by peer");
            return false;
        }
        if (!resume) {
            say("Read short file.", pipe);
        }
        return resume;
    }

    /** Sends what is sent, at the speed at which it comes; whether it could be written. */
    private boolean transfer(WebResponse response, Target target, String name) throws IOException {
        byte[] buffer = new byte[PIECE];
        long at = response.offset();
        long unpaid = 0;
        while (at < response.end()) {
            int count = response.read(at, buffer, 0, PIECE);
            at += count;
            unpaid += count;
            if (unpaid >= response.bytesPerSecond() || at >= response.end()) {
                process.await(() -> false, Duration.ofNanos(unpaid * 1_000_000_000L / response.bytesPerSecond()));
                unpaid = 0;
            }
            try {
                target.write(buffer, count);
            } catch (SystemError e) {
                if (e.errno() == Errno.EPIPE) {
                    throw e;
                }
                process.warn("Writing " + name, e);
                return false;
            }
        }
        return true;
    }

    /** Where it is written to. */
    private record Target(SimProcess process, Optional<OpenFile> file) implements AutoCloseable {

        static Target open(SimProcess process, String name, boolean pipe, Set<OpenFlag> flags) throws SystemError {
            return new Target(
                    process,
                    pipe ? Optional.empty() : Optional.of(process.files().open(name, flags, 0666)));
        }

        void write(byte[] buffer, int count) throws IOException {
            if (file.isEmpty()) {
                process.print(buffer, 0, count);
            } else {
                file.get().write(process.patience(), buffer, 0, count);
            }
        }

        @Override
        public void close() {
            file.ifPresent(OpenFile::release);
        }
    }
}
