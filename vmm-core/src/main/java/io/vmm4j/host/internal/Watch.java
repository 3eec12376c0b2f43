package io.vmm4j.host.internal;

import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.HostSnapshot.Vmd;
import io.vmm4j.event.Look;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.conf.ConfigurationReader;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmctl.StatusTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at a host for its events: vmctl status, the records and /etc/vm.conf in one round trip. For one thread. */
final class Watch implements Look {

    private static final String FILE = "/etc/vm.conf";
    private static final int FINGERPRINT = 16;

    private final HostContext context;
    private String text = "";
    /** Of the VMs that the text defines; what could last be read, if it cannot be read now. */
    private Map<String, String> defined = Map.of();

    Watch(HostContext context) {
        this.context = context;
    }

    @Override
    public HostSnapshot at(HostSnapshot before) {
        Query<Optional<StatusTable>> status = context.vmctl().statusIfRunning();
        Query<Records> recorded = new Query<>(
                Command.read(Records.command(context.records())), answer -> Records.of(context.records(), answer));
        Query<FileContent> configured = ConfigurationReader.mainFile(context);
        Answers answers = Query.askAll(context.executor(), status, recorded, configured);
        Records records = answers.to(recorded);
        Optional<String> configuration = configuration(answers, configured);
        SortedMap<VmName, ObservedVm> vms = new TreeMap<>();
        Optional<StatusTable> table = answers.to(status);
        if (table.isPresent()) {
            for (VmInfo vm : new Observation(context.target(), table.get(), records).all()) {
                vms.put(vm.name(), ObservedVm.of(vm, definition(vm.name(), records)));
            }
        } else {
            SortedSet<VmName> names = new TreeSet<>(before.vms().keySet());
            names.addAll(records.readable().keySet());
            names.forEach(name -> vms.put(name, ObservedVm.unknown(name, definition(name, records))));
        }
        return new HostSnapshot(table.isPresent() ? Vmd.UP : Vmd.DOWN, configuration, vms);
    }

    private Optional<String> configuration(Answers answers, Query<FileContent> configured) {
        String now;
        try {
            now = answers.to(configured).text();
        } catch (VmmException e) {
            return Optional.empty();
        }
        if (!now.equals(text)) {
            text = now;
            defined = definitions(now).orElse(defined);
        }
        return Optional.of(fingerprint(now));
    }

    /** Empty if vmd(8) would refuse the file: it goes on with what it has read before. */
    private static Optional<Map<String, String>> definitions(String text) {
        Map<String, String> fingerprints = new HashMap<>();
        try {
            VmConf conf = VmConf.reader()
                    .keepingUnknown()
                    .read(FILE, FileContent.of(text).bytes());
            conf.vms().forEach(vm -> {
                VmDefinition definition = vm.value();
                fingerprints.putIfAbsent(definition.name(), definition.toString());
            });
        } catch (VmConfSyntaxException e) {
            return Optional.empty();
        }
        return Optional.of(fingerprints);
    }

    private Optional<String> definition(VmName name, Records records) {
        Optional<String> here = Optional.ofNullable(defined.get(name.value()));
        Optional<String> there = Optional.ofNullable(records.files().get(name.value()));
        return here.isEmpty() && there.isEmpty()
                ? Optional.empty()
                : Optional.of(fingerprint(here.orElse("") + "\0" + there.orElse("")));
    }

    private static String fingerprint(String of) {
        return FileContent.of(of).sha256().substring(0, FINGERPRINT);
    }
}
