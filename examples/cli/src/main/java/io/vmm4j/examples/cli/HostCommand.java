package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmmHost;
import io.vmm4j.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a host something, and prints the answer for people or as JSON. */
abstract class HostCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    private Vmm vmm() {
        return (Vmm) spec.root().userObject();
    }

    /** What a command came to. */
    interface Outcome {

        /** As one JSON document. */
        JsonNode json();

        /** For people. */
        void print(Screen out);

        /** As JSON, on the screen. */
        default void printJson(Screen out) {
            out.line(json().toPrettyString());
        }

        /** What it means for the program. */
        default int exitStatus() {
            return Vmm.DONE;
        }
    }

    /** What is done with the host, when all words of the command line have been understood. */
    interface Task {
        Outcome on(VmmHost host);
    }

    /** Reads the command line, before there is any connection. */
    abstract Task task();

    /** What it needs of a host that is simulated. */
    Simulations.Clock simulatedClock() {
        return Simulations.Clock.JUMPS;
    }

    @Override
    public final Integer call() {
        Task task = task();
        try (Connected connected = vmm().hostOptions().connect(simulatedClock())) {
            Outcome outcome = task.on(connected.host());
            if (json()) {
                outcome.printJson(vmm().out());
            } else {
                outcome.print(vmm().out());
            }
            return outcome.exitStatus();
        }
    }

    final boolean json() {
        return vmm().hostOptions().json();
    }

    /** For answers that come one by one. */
    final Screen answers() {
        return vmm().out();
    }

    /** For what is no answer. */
    final Screen messages() {
        return vmm().err();
    }

    /** Tells that the host takes back by itself what is now done, if it does. */
    final void sayProbation(Plan plan) {
        plan.probation()
                .ifPresent(wait -> messages()
                        .line("On probation: unless a new connection gets in within " + wait.toSeconds() + " seconds, "
                                + plan.target() + " takes all of it back by itself."));
    }

    /** Shows that something takes its time. */
    final Progress progress(String what) {
        return new Progress(vmm().err(), what);
    }
}
