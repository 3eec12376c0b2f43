package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code vmm demo}. */
@Command(
        name = "demo",
        description = "Shows what the SDK does, on a simulated OpenBSD host behind real SSH.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Vmm vmm;

    @Override
    public Integer call() {
        String password = Passwords.generate();
        try (SimulatedHost simulated = SimulatedHost.openBsd()
                        .rootPassword(password)
                        .guest(Demo.VM, GuestScript.openBsd().withRootPassword(password))
                        .build();
                SimulatedSshServer server = simulated.serve()) {
            Simulations.makeImage(simulated);
            show(simulated, server, Secret.of(password));
        }
        return Vmm.DONE;
    }

    private void show(SimulatedHost simulated, SimulatedSshServer server, Secret password) {
        Screen told = vmm.hostOptions().json() ? vmm.err() : vmm.out();
        AtomicInteger commands = new AtomicInteger();
        DemoSteps steps = new DemoSteps(told, commands, simulated.timeline());
        long start = Timeline.system().nanoTime();
        told.line(told.style().bold("The life of a VM on a simulated OpenBSD host, over real SSH on 127.0.0.1."));
        told.line("Host, guest and their clock are simulated: nothing outside this process is touched.");
        told.line("");
        steps.heading();
        HostKeyPolicy pinned = HostKeyPolicy.pinned(server.hostKeyFingerprint());
        try (SshExecutor ssh = steps.step(
                "connect",
                () -> SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(password)
                        .hostKeys(pinned)
                        .connect(),
                connected -> connected.target() + ", its host key is pinned")) {
            new Demo(new CountingExecutor(ssh, commands), simulated, password, commands, steps).run();
        }
        Duration elapsed = Duration.ofNanos(Timeline.system().nanoTime() - start);
        told.line("");
        told.line(String.format(
                Locale.ROOT, "Done: %d commands, %.1f s of yours.", commands.get(), elapsed.toMillis() / 1000.0));
        if (vmm.hostOptions().json()) {
            vmm.out().line(json(steps, commands.get(), elapsed).toPrettyString());
        } else {
            told.line(
                    "Next: \"vmm sim\" serves such a host for you to play with, \"vmm --help\" says what else there is.");
        }
    }

    private static ObjectNode json(DemoSteps steps, int commands, Duration elapsed) {
        ObjectNode json = Json.object().put("simulated", true);
        ArrayNode array = json.putArray("steps");
        for (DemoSteps.Step step : steps.done()) {
            array.addObject()
                    .put("name", step.name())
                    .put("result", step.result())
                    .put("commands", step.commands())
                    .put("simulatedMillis", step.elapsed().toMillis());
        }
        return json.put("commands", commands).put("elapsedMillis", elapsed.toMillis());
    }
}
