package io.vmm4j.vmctl;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Query;
import java.time.Duration;

/** One example of each query. */
enum Asking {
    COPY,
    BLANK_QCOW2,
    START_AD_HOC_AS_USER,
    START_AD_HOC_AS_ROOT,
    START_DEFINED_AS_USER,
    START_DEFINED_AS_ROOT,
    STATUS,
    STOP,
    STOP_BY_ID,
    STOP_AND_WAIT,
    STOP_ALL,
    WAIT,
    PAUSE,
    UNPAUSE,
    RELOAD,
    LOAD,
    RESET,
    LOG,
    OPTIONS;

    private static final VmName VM = VmName.of("web-1");

    Query<?> query() {
        Vmctl user = Vmctl.asUser();
        Vmctl root = Vmctl.asRoot();
        Duration hour = Duration.ofHours(1);
        return switch (this) {
            case COPY -> user.create(DiskSpec.copyOf(DiskImage.qcow2("/src.qcow2"), DiskImage.raw("/new.raw")), hour);
            case BLANK_QCOW2 -> user.create(DiskSpec.blank(DiskImage.qcow2("/new.qcow2"), DiskSize.of("20G")), hour);
            case START_AD_HOC_AS_USER -> user.start(StartRequest.adHoc(spec()));
            case START_AD_HOC_AS_ROOT -> root.start(StartRequest.adHoc(spec()));
            case START_DEFINED_AS_USER -> user.start(StartRequest.defined(VM));
            case START_DEFINED_AS_ROOT -> root.start(StartRequest.defined(VM));
            case STATUS -> user.status();
            case STOP -> user.stop(VM, StopMethod.GRACEFUL);
            case STOP_BY_ID -> user.stop(VmId.of(2), StopMethod.GRACEFUL);
            case STOP_AND_WAIT -> user.stopAndWait(VM, StopMethod.GRACEFUL, Vmctl.GRACEFUL_STOP_TIMEOUT);
            case STOP_ALL -> user.stopAll(StopMethod.FORCE);
            case WAIT -> user.waitFor(VM, hour);
            case PAUSE -> user.pause(VM);
            case UNPAUSE -> user.unpause(VM);
            case RELOAD -> root.reload();
            case LOAD -> root.load(HostPath.of("/etc/vm.conf.d/web1"));
            case RESET -> root.reset(ResetScope.SWITCHES);
            case LOG -> root.log(LogLevel.VERBOSE);
            case OPTIONS -> user.options(ProbedCommand.START);
        };
    }

    private static VmSpec spec() {
        return VmSpec.builder(VM).disk(DiskImage.raw("/var/vmm/web-1.raw")).build();
    }
}
