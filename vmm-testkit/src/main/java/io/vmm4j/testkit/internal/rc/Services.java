package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.VmdService;
import io.vmm4j.testkit.internal.vmd.vmctl.Vmctl;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The services of a machine: their scripts, their settings, their daemons. */
public final class Services {

    static final String SCRIPTS = "/etc/rc.d/";

    private static final int CONF_MODE = 0644;
    private static final int SCRIPT_MODE = 0555;

    private final Map<BaseService, Daemon> daemons = new EnumMap<>(BaseService.class);

    /** All of the base system, none running. */
    public Services(VmdService vmd, Vmctl vmctl) {
        for (BaseService service : BaseService.values()) {
            daemons.put(service, service == BaseService.VMD ? new VmdDaemon(vmd, vmctl) : new PlainDaemon(service));
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
        files.makeDirectory(SCRIPTS, 0755);
        for (BaseService service : BaseService.values()) {
            machine.programs()
                    .install(
                            files,
                            SCRIPTS + service.word(),
                            new RcScript(service.word(), daemon(service), release),
                            SCRIPT_MODE);
        }
        machine.programs().install(files, "/usr/sbin/rcctl", new Rcctl(release), SCRIPT_MODE);
    }

    /** Has everything run that rc.conf enables, as after boot; vmd(8) is not started here. */
    public void boot(Machine machine) {
        RcConf conf = RcConf.read(machine.files());
        daemons.forEach((service, daemon) -> {
            boolean enabled = !conf.get(service.word() + "_flags").orElse("NO").equals("NO");
            if (enabled && daemon instanceof PlainDaemon plain) {
                plain.run();
            }
        });
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
