package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.vmd.VmdRequest.ResetPart;
import java.time.Duration;
import java.util.Optional;

/**
 * vmd(8) from its start to its end. To be used with the lock of the machine's timeline held.
 *
 * <p>It may die by itself; then all VMs are gone with it, and whoever waits for an answer sees the connection closed.
 */
final class Vmd {

    private static final Duration UNTIL_A_FAULT_IS_FELT = Duration.ofMillis(300);
    private static final int TTY_GROUP = 4;

    private final Machine machine;
    private final int pid;
    private final DaemonLog log;
    private final VmTable vms = new VmTable();
    private final KnownNames names = new KnownNames();
    private final Waiters waiters = new Waiters();
    private final Switches switches;
    private final VmRunner runner;
    private final StartQueue queue;
    private final Configuration configuration;
    private final StartRequests starts;
    private final StopRequests stops;
    private final PauseRequests pauses;
    private boolean alive = true;

    Vmd(VmdHost host, VmdOptions options, ControlSocket socket) {
        machine = host.machine();
        pid = machine.processes().reservePid();
        log = new Syslog(machine, "vmd[" + pid + "]")::log;
        Permissions permissions = new Permissions(machine.accounts());
        switches = new Switches(host.interfaces(), log);
        NicSetup nics = new NicSetup(host.interfaces(), switches, log);
        int ttyGroup = machine.accounts().group("tty").map(Account.Group::gid).orElse(TTY_GROUP);
        Launcher launcher = new Launcher(machine.files(), permissions, host.taps(), host.consoles(), ttyGroup, log);
        runner = new VmRunner(host, vms, launcher, nics, waiters, log);
        queue = new StartQueue(
                machine.timeline(), vms, host.release().cpus(), vm -> runner.launch(vm, Optional.empty()));
        Registration registration = new Registration(vms, names, permissions, switches::find, machine.random(), log);
        configuration = new Configuration(
                host, options, log, new Configuration.Parts(vms, registration, switches, nics, queue, socket));
        starts = new StartRequests(registration, runner);
        stops = new StopRequests(vms, permissions, waiters);
        pauses = new PauseRequests(vms, permissions, host.release().pauseAnswer(), log);
    }

    int pid() {
        return pid;
    }

    boolean isAlive() {
        return alive;
    }

    /** Reads the configuration and starts what is to be started; it dies a moment later if that fails. */
    void begin() {
        log.log("startup");
        if (configuration.readAtStart()) {
            setUpAndStart();
        } else {
            dieSoon();
        }
    }

    /** SIGHUP. */
    void hangUp() {
        log.log("vmd_sighdlr: reload requested with SIGHUP");
        reload();
    }

    /** SIGTERM. */
    void die() {
        if (alive) {
            alive = false;
            queue.stop();
            runner.endAll();
            log.log("terminating");
            machine.processes().releasePid(pid);
        }
    }

    private void dieSoon() {
        machine.timeline().schedule(UNTIL_A_FAULT_IS_FELT, this::die);
    }

    void forget(VmdConnection client) {
        waiters.forget(client);
    }

    void handle(VmdConnection client, VmdRequest request) {
        if (!request.isForAnybody() && client.uid() != 0) {
            log.log("denied request from uid " + client.uid());
            client.post(new VmdReply.Failed(ResultCode.of(Errno.EPERM)));
        } else if (request instanceof VmdRequest.Start start) {
            starts.start(client, start.parameters());
        } else if (request instanceof VmdRequest.Stop stop) {
            stops.stop(client, stop);
        } else if (request instanceof VmdRequest.Wait wait) {
            stops.waitFor(client, wait.vm());
        } else if (request instanceof VmdRequest.Info) {
            client.post(new VmdReply.Infos(runner.infos()));
        } else if (request instanceof VmdRequest.Pause pause) {
            pauses.pause(client, pause.vm());
        } else if (request instanceof VmdRequest.Unpause unpause) {
            pauses.unpause(client, unpause.vm());
        } else {
            client.post(configure(request) ? new VmdReply.Done() : new VmdReply.Failed(ResultCode.OK));
        }
    }

    private boolean configure(VmdRequest request) {
        if (request instanceof VmdRequest.Load load && !load.path().isEmpty()) {
            return applied(configuration.load(load.path()));
        }
        if (request instanceof VmdRequest.Load || request instanceof VmdRequest.Reload) {
            return reload();
        }
        if (request instanceof VmdRequest.Reset reset) {
            reset(reset);
        }
        return true;
    }

    private boolean reload() {
        return applied(configuration.reload());
    }

    private boolean applied(boolean parsed) {
        if (parsed) {
            setUpAndStart();
        }
        return parsed;
    }

    private void setUpAndStart() {
        if (switches.setUp().isPresent()) {
            dieSoon();
        }
        queue.run();
    }

    private void reset(VmdRequest.Reset reset) {
        configuration.resetPrefixes();
        if (reset.parts().contains(ResetPart.VMS)) {
            runner.endAll();
            vms.all().forEach(vms::remove);
            names.forget();
        }
        if (reset.parts().contains(ResetPart.SWITCHES)) {
            switches.forget();
        }
    }
}
