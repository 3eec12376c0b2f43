package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.VmdService;
import io.vmm4j.testkit.internal.vmd.vmctl.Vmctl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The services of a machine: their scripts, their settings, their daemons. */
public final class Services {

    static final String SCRIPTS = "/etc/rc.d/";

    private static final int CONF_MODE = 0644;
    private static final int SCRIPT_MODE = 0555;

    private final Map<BaseService, Daemon> daemons = new EnumMap<>(BaseService.class);

    /** All of the base system, none running. */
    public Services(Machine machine, VmdService vmd, Vmctl vmctl) {
        for (BaseService service : BaseService.values()) {
            daemons.put(
                    service,
                    switch (service) {
                        case VMD -> new VmdDaemon(vmd, vmctl);
                        case UNBOUND -> new UnboundDaemon();
                        case DHCPD -> new DhcpdDaemon(machine);
                        case HTTPD -> new HttpdDaemon(machine);
                        default -> new PlainDaemon(service);
                    });
        }
    }

    /** A service's daemon. */
    public Daemon daemon(BaseService service) {
        return Objects.requireNonNull(daemons.get(service));
    }

    /** Writes rc.conf and the scripts, and installs rcctl(8). The directories exist. */
    public void install(Machine machine, RcRelease release) throws SystemError {
        Files files = machine.files();
        FileText.write(files, RcConf.DEFAULTS, defaults(), CONF_MODE);
        if (!files.exists(SCRIPTS)) {
            files.makeDirectory(SCRIPTS, 0755);
        }
        for (BaseService service : BaseService.values()) {
            machine.programs()
                    .install(
                            files,
                            SCRIPTS + service.word(),
                            new RcScript(service.word(), daemon(service), release),
                            SCRIPT_MODE);
        }
        machine.programs().install(files, "/usr/sbin/rcctl", new Rcctl(release), SCRIPT_MODE);
        machine.programs().install(files, "/usr/sbin/unbound-checkconf", new UnboundCheckconf(), SCRIPT_MODE);
        UnboundConf.install(files);
        machine.whenDown(() -> daemons.values().forEach(Daemon::kill));
    }

    /** Whether rc.conf has rc(8) turn pf(4) on. */
    public static boolean filtersPackets(Files files) {
        return !RcConf.read(files).get(SpecialService.PF.word()).orElse("YES").equals("NO");
    }

    /** The lines of rc.conf.local that turn services on, with these flags, and off. */
    public static String settings(Map<String, String> enabled, Set<String> disabled) {
        List<String> lines = new ArrayList<>();
        enabled.forEach(
                (service, flags) -> lines.add(isSpecial(service) ? service + "=YES" : service + "_flags=" + flags));
        disabled.forEach(service -> lines.add(service + (isSpecial(service) ? "=NO" : "_flags=NO")));
        lines.sort(null);
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static boolean isSpecial(String service) {
        return SpecialService.named(service).isPresent();
    }

    /** Starts whatever rc.conf enables, as at boot, but these; what does not pass its test is left. */
    public void startEnabled(SimProcess process, Set<String> others) throws IOException {
        RcConf conf = RcConf.read(process.files());
        for (Map.Entry<BaseService, Daemon> each : daemons.entrySet()) {
            String name = each.getKey().word();
            String flags = conf.get(name + "_flags").orElse("NO");
            Daemon daemon = each.getValue();
            boolean wanted = !flags.equals("NO") && !others.contains(name);
            if (wanted && (!daemon.hasConfigTest() || daemon.configTest(process, flags))) {
                daemon.start(process, flags);
            }
        }
    }

    /** What rc(8) stops by its script before the machine goes down: vmd(8), and with it all VMs, each asked to shut down. */
    public void shutDown(SimProcess process) throws IOException {
        Daemon vmd = daemon(BaseService.VMD);
        if (vmd.isRunning()) {
            vmd.stop(process);
        }
    }

    private static String defaults() {
        Map<String, String> lines = new TreeMap<>();
        for (BaseService service : BaseService.values()) {
            lines.put(service.word() + "_flags", service.standard() == BaseService.Default.ON ? "" : "NO");
        }
        for (SpecialService service : SpecialService.values()) {
            lines.put(service.word(), service.standard());
        }
        StringBuilder text = new StringBuilder("# Defaults of rc.conf(8). Local settings belong into rc.conf.local.\n");
        lines.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}
