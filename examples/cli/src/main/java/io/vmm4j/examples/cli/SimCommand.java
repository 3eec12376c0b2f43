package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.testkit.SimulatedUser;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code vmm sim}. */
@Command(
        name = "sim",
        description = "Serves a simulated OpenBSD host by SSH on 127.0.0.1, until it is interrupted.",
        mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {

    private static final String ADMIN = "admin";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Vmm vmm;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen on 127.0.0.1. Default: any port that is free.")
    private int port;

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            converter = Releases.class,
            completionCandidates = Releases.class,
            description = "Which OpenBSD: ${COMPLETION-CANDIDATES}. Default: 7.9.")
    private OpenBsdRelease release = OpenBsdRelease.V7_9;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "How many of its seconds pass in one of yours. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            throw new WrongUsage("--port " + port + " is no port.", "Write 1 to 65535, or 0 for any that is free.");
        }
        if (!(speed > 0 && speed <= 1000)) {
            throw new WrongUsage("--speed " + speed + " is no factor for a clock.", "Write more than 0, at most 1000.");
        }
        String password = Passwords.generate();
        LoginKey key = LoginKey.generate("vmm-sim");
        try (SimulatedHost host = SimulatedHost.openBsd(release)
                .realTime(speed)
                .rootPassword(password)
                .rootKey(key.authorizedKey())
                .user(SimulatedUser.named(ADMIN)
                        .withPassword(password)
                        .withAuthorizedKey(key.authorizedKey())
                        .inGroups("wheel"))
                .doasConf("permit nopass :wheel\n")
                .build()) {
            Simulations.populate(host);
            serve(host, key, password);
        }
        return Vmm.DONE;
    }

    private void serve(SimulatedHost host, LoginKey key, String password) {
        try (SimulatedSshServer server = listen(host);
                LoginFiles files = LoginFiles.write(server, key)) {
            Thread cleaning = new Thread(files::close, "vmm-cleaning");
            Runtime.getRuntime().addShutdownHook(cleaning);
            try {
                announce(server, files, password);
                // It is there for others, until its user or the system has had enough of it.
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                vmm.err().line("The simulated host is gone.");
            } finally {
                Runtime.getRuntime().removeShutdownHook(cleaning);
            }
        }
    }

    private SimulatedSshServer listen(SimulatedHost host) {
        try {
            return host.serve(port);
        } catch (UncheckedIOException e) {
            throw new WrongUsage(
                    "Port " + port + " of 127.0.0.1 cannot be had: " + reason(e) + ".",
                    "Choose another port, or leave --port out for any that is free.");
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    private void announce(SimulatedSshServer server, LoginFiles files, String password) {
        String address = "ssh://root@127.0.0.1:" + server.port();
        if (vmm.hostOptions().json()) {
            ObjectNode json = Json.object()
                    .put("simulated", true)
                    .put("release", release.number())
                    .put("host", address)
                    .put("port", server.port())
                    .put("hostKeyFingerprint", server.hostKeyFingerprint())
                    .put("password", password)
                    .put("identity", files.identity().toString())
                    .put("knownHostsFile", files.knownHosts().toString())
                    .put("sshConfig", files.config().toString());
            server.knownHosts().forEach(json.putArray("knownHosts")::add);
            vmm.out().line(json.toPrettyString());
            return;
        }
        Screen out = vmm.out();
        Style style = out.style();
        String login = " -i " + files.identity() + " --known-hosts " + files.knownHosts();
        out.line(style.bold(
                "A simulated OpenBSD " + release.number() + " host listens on 127.0.0.1 port " + server.port() + "."));
        out.line("Host, VMs and guests exist in this process only, and are gone with it: Ctrl-C ends it.");
        out.line("");
        out.line("With the SDK's command line, as root or as admin, who has doas(1):");
        out.line("  vmm --host " + address + login + " list");
        out.line("  vmm --host " + address.replace("root", ADMIN) + login + " list");
        out.line("With ssh(1), which asks for the password " + style.bold(password) + ", or asks nothing:");
        out.line("  ssh -p " + server.port() + " root@127.0.0.1 vmctl status");
        out.line("  ssh -F " + files.config() + " " + LoginFiles.ALIAS + " vmctl status");
        out.line("Its host keys, the first one with the fingerprint " + server.hostKeyFingerprint() + ":");
        server.knownHosts().forEach(line -> out.line("  " + style.faint(line)));
    }
}
