package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmmHost;
import io.vmm4j.VmmHostBuilder;
import io.vmm4j.exec.CommandExecutor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks a host something, and prints the answer for people or as JSON. */
abstract class HostCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Vmm vmm;

    /** What a command came to. */
    interface Outcome {

        /** As one JSON document. */
        JsonNode json();

        /** For people. */
        void print(PrintWriter out, Style style);
    }

    /** Does what the command is for. */
    abstract Outcome execute(VmmHost host) throws IOException;

    @Override
    public final Integer call() throws IOException {
        HostOptions options = vmm.hostOptions();
        try (Connected connected = Connected.to(options)) {
            Outcome outcome = execute(connected.host());
            PrintWriter out = commandLine().getOut();
            if (options.json()) {
                out.println(outcome.json().toPrettyString());
            } else {
                outcome.print(out, Style.of(commandLine().getColorScheme()));
            }
            out.flush();
            return Vmm.DONE;
        }
    }

    final CommandLine commandLine() {
        return spec.commandLine();
    }

    final boolean json() {
        return vmm.hostOptions().json();
    }

    /** Shows that something takes its time. */
    final Progress progress(String what) {
        return new Progress(commandLine().getErr(), what);
    }

    /** A host, and what has to be closed after it. */
    record Connected(VmmHost host, AutoCloseable resources) implements AutoCloseable {

        static Connected to(HostOptions options) throws IOException {
            if (options.isSimulated()) {
                return Simulations.connected();
            }
            CommandExecutor executor = options.connect();
            VmmHostBuilder builder = VmmHost.builder(executor);
            return new Connected(options.asUser() ? builder.asUser().build() : builder.build(), executor);
        }

        @Override
        public void close() {
            try {
                resources.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
