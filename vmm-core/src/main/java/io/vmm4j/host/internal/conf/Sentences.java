package io.vmm4j.host.internal.conf;

import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.VmConfChange;
import java.util.List;
import java.util.stream.Collectors;

/** Changes of vm.conf(5) in words. */
final class Sentences {

    private Sentences() {}

    /** What changes do: {@code define the VM web, remove the switch lan}. */
    static String summary(List<VmConfChange> changes) {
        return changes.stream().map(Sentences::summary).collect(Collectors.joining(", "));
    }

    private static String summary(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            return "define the VM " + add.vm().name();
        }
        if (change instanceof VmConfChange.ChangeVm changed) {
            return "change the VM " + changed.vm().name();
        }
        if (change instanceof VmConfChange.RemoveVm remove) {
            return "remove the VM " + remove.name();
        }
        if (change instanceof VmConfChange.AddSwitch add) {
            return "define the switch " + add.definition().name();
        }
        if (change instanceof VmConfChange.ChangeSwitch changed) {
            return "change the switch " + changed.definition().name();
        }
        if (change instanceof VmConfChange.RemoveSwitch remove) {
            return "remove the switch " + remove.name();
        }
        if (change instanceof VmConfChange.Set set) {
            return "set " + keyword(set.setting().getClass());
        }
        return "unset " + keyword(((VmConfChange.Unset) change).kind());
    }

    /** What vm.conf(5) calls a setting. */
    static String keyword(Class<? extends GlobalSetting> kind) {
        if (kind.equals(GlobalSetting.LocalPrefix.class)) {
            return "local prefix";
        }
        if (kind.equals(GlobalSetting.LocalInet6.class)) {
            return "local inet6";
        }
        if (kind.equals(GlobalSetting.SocketOwner.class)) {
            return "socket owner";
        }
        return kind.equals(GlobalSetting.StaggeredStart.class) ? "staggered start" : "agentx";
    }
}
