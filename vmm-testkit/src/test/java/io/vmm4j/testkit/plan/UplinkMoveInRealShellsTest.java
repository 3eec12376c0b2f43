package io.vmm4j.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.plan.internal.PlanRunner;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The move of a host's addresses, run by shells that we did not write. The plan is that for a simulated host, on other files; ifconfig(8)
 * and route(8) are scripts that keep a directory for each interface. A plan that is not confirmed has to wait for its host, ten seconds
 * at least, so each shell does so once.
 */
class UplinkMoveInRealShellsTest {

    private static final String FILE = "inet 10.0.2.15 255.255.255.0\n";
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** An interface has the files inet, members and up, a line for each address and member. */
    private static final String IFCONFIG = """
            cd "$NET" || exit 1
            i=$1
            shift
            case $#$1 in
            0)
            \t[ -d "$i" ] || { echo "ifconfig: $i: no such interface" >&2; exit 1; }
            \techo "$i: flags=8843<UP> mtu 1500"
            \twhile read -r a; do echo "\tinet ${a%/*} netmask 0xffffff00"; done <"$i/inet"
            \twhile read -r m; do printf '\\t%s flags=3<LEARNING>\\n' "$m"; done <"$i/members"
            \texit 0;;
            *destroy) rm -r "$i"; exit;;
            esac
            mkdir -p "$i" && touch "$i/inet" "$i/members" || exit 1
            case $1 in
            create) ;;
            up) touch "$i/up";;
            add) grep -qx "$2" "$i/members" && { echo "ifconfig: $i: $2: Device busy" >&2; exit 1; }; echo "$2" >>"$i/members";;
            del) grep -vx "$2" "$i/members" >"$i/rest"; mv "$i/rest" "$i/members";;
            inet)
            \tshift
            \t[ "$1" = alias ] && shift
            \tif [ "$2" = delete ]; then grep -v "^$1/" "$i/inet" >"$i/rest"; mv "$i/rest" "$i/inet"
            \telif cat */members | grep -qx "$i" && [ "$i" = em0 ]; then echo 'ifconfig: SIOCAIFADDR: Device busy' >&2; exit 1
            \telse echo "$1" >>"$i/inet"; fi;;
            *) exit 2;;
            esac
            """;

    private static final String ROUTE = """
            case "$*" in
            *delete*) rm -f "$NET/default";;
            *) for last; do :; done; echo "$last" >"$NET/default";;
            esac
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh"})
    void a_confirmed_move_stays_at_boot_too(String shell) throws IOException {
        apply(host(shell));

        assertThat(network()).isEqualTo("em0[] vport0[10.0.2.15/24] veb0{vport0,em0} via 10.0.2.2");
        assertThat(root.resolve("etc/hostname.em0"))
                .hasContent("# vmm4j: moved to vport0: " + FILE + "# vmm4j: uplink begins\nup\n# vmm4j: uplink ends\n");
        assertThat(root.resolve("etc/hostname.vport0")).content().contains(FILE);
        assertThat(root.resolve("etc/hostname.veb0")).content().contains("add em0\n");
        assertThat(root.resolve("db")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh"})
    void a_move_that_nobody_confirms_is_taken_back_by_the_host(String shell) throws IOException, InterruptedException {
        FaultyExecutor host = FaultyExecutor.around(host(shell), Timeline.system());
        host.spoilFrom(2 + plan().changes().size() + 1, Fault.LOST_BEFORE);

        PlanException failure = catchThrowableOfType(PlanException.class, () -> apply(host));

        assertThat(failure.code()).isEqualTo(PlanError.ON_PROBATION);
        assertThat(network()).startsWith("em0[] vport0[10.0.2.15/24]");
        Deadline deadline = Deadline.in(Timeline.system(), Duration.ofSeconds(60));
        while (Files.exists(root.resolve("db/guard")) && !deadline.expired()) {
            Timeline.system().sleep(Duration.ofMillis(200));
        }
        assertThat(network()).isEqualTo("em0[10.0.2.15/24] via 10.0.2.2");
        assertThat(root.resolve("etc/hostname.em0")).hasContent(FILE);
        try (var files = Files.list(root.resolve("etc"))) {
            assertThat(files).containsExactly(root.resolve("etc/hostname.em0"));
        }
    }

    private CommandExecutor host(String shell) throws IOException {
        Files.createDirectories(root.resolve("net/em0"));
        Files.writeString(root.resolve("net/em0/inet"), "10.0.2.15/24\n");
        Files.writeString(root.resolve("net/em0/members"), "");
        Files.writeString(root.resolve("net/default"), "10.0.2.2\n");
        Files.createDirectory(root.resolve("etc"));
        Files.createDirectory(root.resolve("db"));
        Files.writeString(root.resolve("etc/hostname.em0"), FILE);
        String net = "NET=" + root.resolve("net") + "\n";
        return RealShell.host(shell, root.resolve("bin"), Map.of("ifconfig", net + IFCONFIG, "route", net + ROUTE));
    }

    private String network() throws IOException {
        StringBuilder text = new StringBuilder("em0" + lines("em0/inet"));
        if (Files.exists(root.resolve("net/vport0"))) {
            text.append(" vport0").append(lines("vport0/inet"));
        }
        if (Files.exists(root.resolve("net/veb0"))) {
            text.append(" veb0{")
                    .append(String.join(",", lines("veb0/members")))
                    .append('}');
        }
        return text.append(" via ").append(lines("default").get(0)).toString();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(root.resolve("net").resolve(file));
    }

    /** What is planned for a simulated host. */
    private static Plan plan() {
        try (SimulatedHost simulated = SimulatedHost.openBsd()
                .file("/etc/hostname.em0", FILE, "root", 0640)
                .file("/etc/mygate", "10.0.2.2\n")
                .build()) {
            VmmHost host = VmmHost.builder(simulated.executor())
                    .timeline(simulated.timeline())
                    .build();
            return HostNetworks.on(host).uplink("em0").plan().plan();
        }
    }

    private void apply(CommandExecutor host) {
        List<Change> changes = plan().changes().stream().map(this::here).toList();
        Plan here = new Plan("move", host.target(), changes, List.of(), "same").guarded(Duration.ofSeconds(10));
        new PlanRunner(host, HostPath.of(root.resolve("db").toString())).apply(here, here::fingerprint);
    }

    /** The same on our files, and soon over: the host waits as long as a command may take before it begins to count. */
    private Change here(Change change) {
        if (change instanceof FileChange file) {
            return new FileChange(
                    file.summary(),
                    HostPath.of(root + file.path().value()),
                    file.before(),
                    file.after(),
                    file.mode(),
                    file.checker(),
                    file.moment());
        }
        CommandChange command = (CommandChange) change;
        return new CommandChange(
                command.summary(),
                command.command().withTimeout(SHORT),
                command.confirmation().map(UplinkMoveInRealShellsTest::soon),
                command.undo().map(UplinkMoveInRealShellsTest::soon));
    }

    private static Command soon(Command command) {
        return command.withTimeout(SHORT);
    }
}
