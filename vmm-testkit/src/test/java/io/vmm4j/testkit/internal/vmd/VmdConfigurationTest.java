package io.vmm4j.testkit.internal.vmd;

import static io.vmm4j.testkit.internal.vmd.DaemonBench.ALICE;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.adHoc;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.raw;
import static io.vmm4j.testkit.internal.vmd.DaemonBench.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.vmd.VmdRequest.ResetPart;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** openbsd.md 2.2, 2.4, 2.5, 2.6 and 2.7. */
class VmdConfigurationTest {

    private static final VmdReply DONE = new VmdReply.Done();
    private static final VmdReply FAILED = new VmdReply.Failed(ResultCode.OK);

    private final DaemonBench bench = new DaemonBench();

    private Set<VmState> states(String name) {
        return bench.info(name).orElseThrow().states();
    }

    private VmdReply load(String path) {
        return bench.ask(0, new VmdRequest.Load(path)).orElseThrow();
    }

    @Test
    void vms_start_in_file_order_one_cpu_one_vm_every_thirty_seconds() {
        bench.configured(vm("a"), vm("b"), vm("c", "disable"), vm("d"));

        assertThat(states("a")).containsExactly(VmState.RUNNING);
        assertThat(states("b")).containsExactly(VmState.WAITING);
        assertThat(states("c")).containsExactly(VmState.DISABLED);
        bench.passSeconds(31);
        assertThat(states("b")).containsExactly(VmState.RUNNING);
        assertThat(states("d")).containsExactly(VmState.WAITING);
        bench.passSeconds(30);
        assertThat(states("d")).containsExactly(VmState.RUNNING);
        assertThat(bench.names()).as("the latest started on top").containsExactly("d", "b", "a", "c");
    }

    @Test
    void staggered_start_sets_how_many_and_how_often() {
        bench.configured("staggered start parallel 2 delay 5", vm("a"), vm("b"), vm("c"));

        assertThat(bench.isRunning("b")).isTrue();
        assertThat(bench.isRunning("c")).isFalse();
        bench.passSeconds(6);
        assertThat(bench.isRunning("c")).isTrue();
    }

    @Test
    void a_waiting_vm_started_by_hand_waits_on_and_the_queue_starts_it_again_if_it_was_stopped() {
        bench.configured(vm("a"), vm("b"));
        bench.start("b");
        assertThat(states("b")).containsExactlyInAnyOrder(VmState.RUNNING, VmState.WAITING);
        bench.stop("b");
        bench.passSeconds(1);
        assertThat(bench.isRunning("b")).isFalse();

        bench.passSeconds(30);

        assertThat(states("b")).containsExactly(VmState.RUNNING);
    }

    @Test
    void a_file_that_fails_at_registration_kills_vmd_a_moment_after_its_start() {
        bench.configured("vm \"a b\" {\n\tdisk \"/vm/d1.raw\"\n}");
        assertThat(bench.service.isRunning()).isTrue();

        bench.passSeconds(1);

        assertThat(bench.service.isRunning()).isFalse();
        assertThat(bench.log()).contains("/etc/vm.conf:3: vm \"a b\" failed: Invalid argument");
    }

    @Test
    void a_kernel_without_disk_passes_the_grammar_and_fails_at_registration() {
        bench.configured("vm \"a\" {\n\tboot \"/bsd\"\n}");
        bench.passSeconds(1);

        assertThat(bench.service.isRunning()).isFalse();
        assertThat(bench.log()).contains("no kernel or disk/cdrom specified");
    }

    @Test
    void without_dev_vmm_vmd_does_not_start() throws Exception {
        bench.files().unlink("/dev/vmm");

        assertThat(bench.service.start(VmdOptions.NONE)).isFalse();
    }

    @Test
    void a_switch_whose_bridge_does_not_exist_kills_vmd_and_all_vms_after_load_was_answered() {
        bench.configured(vm("a"));
        bench.write("/etc/sw.conf", "switch \"s\" {\n\tinterface veb0\n}\n");

        assertThat(load("/etc/sw.conf")).isEqualTo(DONE);
        bench.passSeconds(1);

        assertThat(bench.service.isRunning()).isFalse();
        assertThat(bench.interfaces.find("tap0")).isEmpty();
        assertThat(bench.log()).contains("bridge \"veb0\" does not exist");
    }

    @Test
    void reload_removes_what_does_not_run_and_starts_what_is_enabled() {
        bench.configured(
                "staggered start parallel 9 delay 1", vm("a", "memory 64M"), vm("b", "disable"), vm("c"), vm("e"));
        bench.stop("c");
        bench.stop("e");
        bench.passSeconds(7);
        bench.write(
                "/etc/vm.conf",
                String.join(
                        "\n",
                        "staggered start parallel 9 delay 1",
                        vm("a", "memory 1G"),
                        vm("c"),
                        vm("f", "disable"),
                        ""));

        assertThat(bench.reload()).isEqualTo(DONE);

        assertThat(bench.isRunning("c"))
                .as("started though the operator had stopped it")
                .isTrue();
        assertThat(bench.names()).containsExactlyInAnyOrder("a", "c", "f");
        assertThat(bench.info("a").orElseThrow().memory())
                .as("running VMs keep their settings")
                .isEqualTo(66L << 20);
        assertThat(bench.info("c").orElseThrow().id()).as("ids are kept").isEqualTo(3);
        assertThat(bench.info("f").orElseThrow().id()).isEqualTo(5);
    }

    @Test
    void reload_of_a_broken_file_loses_the_stopped_vms_and_keeps_what_was_read_before_and_after_the_error() {
        bench.configured(vm("a"), vm("b", "disable"));
        bench.write("/etc/vm.conf", String.join("\n", vm("x", "disable"), "vm \"y\" {\n\tfoo\n}", vm("z"), ""));

        assertThat(bench.reload()).isEqualTo(FAILED);

        assertThat(bench.names()).containsExactly("a", "x", "z");
        assertThat(bench.isRunning("a")).isTrue();
        assertThat(states("z")).as("nothing is started").containsExactly(VmState.WAITING);
    }

    @Test
    void load_adds_and_removes_nothing() {
        bench.configured(vm("a"), vm("b", "disable"));
        bench.write("/etc/more.conf", String.join("\n", vm("a", "memory 1G"), vm("c"), ""));

        assertThat(load("/etc/more.conf")).isEqualTo(DONE);

        assertThat(bench.names()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(bench.isRunning("c")).isTrue();
        assertThat(load("/nope.conf")).as("a missing file is a success").isEqualTo(DONE);
        assertThat(bench.log()).contains("failed to open /nope.conf: No such file or directory");
    }

    @Test
    void an_edited_switch_is_not_updated_until_reset() throws Exception {
        bench.interfaces.create("veb0");
        bench.interfaces.create("veb1");
        bench.configured("switch \"s\" {\n\tinterface veb0\n}");
        bench.write("/etc/vm.conf", "switch \"s\" {\n\tinterface veb1\n}\n");
        bench.reload();
        bench.startAs(0, adHoc("a").nic(Nic.on("s")).build());
        bench.passSeconds(1);
        assertThat(bench.tap(0).master()).contains("veb0");

        bench.ask(0, new VmdRequest.Reset(Set.of(ResetPart.SWITCHES)));
        bench.reload();
        bench.startAs(0, adHoc("b").nic(Nic.on("s")).build());
        bench.passSeconds(1);
        assertThat(bench.tap(1).master()).contains("veb1");
    }

    @Test
    void reset_vms_kills_and_forgets_them_and_starts_ids_anew_and_reads_nothing() {
        bench.configured(vm("a"), vm("b", "disable"));

        assertThat(bench.ask(0, new VmdRequest.Reset(Set.of(ResetPart.VMS)))).contains(DONE);

        assertThat(bench.infos()).isEmpty();
        assertThat(bench.startAs(0, adHoc("z").disk(raw(1)).build()).id()).isEqualTo(1);
    }

    @Test
    void a_random_lladdr_stays_across_stop_and_start_and_changes_at_reload() {
        bench.configured(vm("a", "local interface"));
        Lladdr first = lladdr();
        bench.stop("a");
        bench.passSeconds(7);
        bench.start("a");
        assertThat(lladdr()).isEqualTo(first);
        bench.stop("a");
        bench.passSeconds(7);

        bench.reload();

        assertThat(lladdr()).isNotEqualTo(first);
        assertThat(first.toString()).startsWith("fe:e1:bb:d1:");
    }

    private Lladdr lladdr() {
        bench.passSeconds(1);
        return bench.lastLladdr("a");
    }

    @Test
    void a_local_prefix_takes_effect_for_vms_started_after_it_was_loaded() {
        bench.configured(vm("a", "local interface"));
        bench.passSeconds(1);
        bench.write("/etc/prefix.conf", "local prefix \"10.9.0.0/16\"\n");
        load("/etc/prefix.conf");
        bench.startAs(0, adHoc("b").nic(Nic.localNic()).build());
        bench.passSeconds(1);

        assertThat(address(0)).isEqualTo("100.64.1.2");
        assertThat(address(1)).isEqualTo("10.9.2.2");
    }

    private String address(int tap) {
        return Inet4.format(bench.tap(tap).addresses().get(0).address());
    }

    @Test
    void socket_owner_changes_the_sockets_group() throws Exception {
        bench.configured("socket owner :vmusers");

        assertThat(bench.files().stat("/var/run/vmd.sock").gid()).isEqualTo(2000);
        assertThat(bench.files().stat("/var/run/vmd.sock").mode()).isEqualTo(0660);
    }

    @Test
    void a_name_of_digits_loads_and_is_addressed_by_id_only() {
        bench.configured("vm \"123\" {\n\tdisk \"/vm/d1.raw\"\n\tdisable\n}");

        assertThat(bench.startAs(0, VmParameters.named("").id(1).build()).result())
                .isEqualTo(ResultCode.OK);
        assertThat(bench.startAs(
                                0, VmParameters.named("").id(123).kernel("/bsd").build())
                        .result())
                .isEqualTo(ResultCode.of(Errno.EINVAL));
    }

    @Test
    void an_instance_of_an_unknown_parent_fails_at_load() {
        bench.configured();
        bench.write("/etc/i.conf", "vm \"p\" instance \"i1\" {\n\tmemory 64M\n}\n");

        assertThat(load("/etc/i.conf")).isEqualTo(FAILED);
        assertThat(bench.log()).contains("/etc/i.conf:3: vm \"i1\" failed: Unknown error: 1007");
    }

    @Test
    void templates() {
        bench.configured(
                vm("t", "disk \"/vm/d1.raw\"", "memory 64M", "disable", "allow instance { disk, owner alice }"),
                vm("k", "disk \"/vm/d2.raw\"", "boot \"/bsd\"", "disable", "allow instance { disk, owner alice }"));
        VmParameters own = VmParameters.named("i").template("t").disk(raw(5)).build();

        assertThat(bench.startAs(
                                0,
                                VmParameters.named("i")
                                        .template("nosuch")
                                        .disk(raw(5))
                                        .build())
                        .result())
                .isEqualTo(ResultCode.PARENT_INVALID);
        assertThat(bench.startAs(0, VmParameters.named("i").template("t").build())
                        .result())
                .isEqualTo(ResultCode.DISK_MISSING);
        assertThat(bench.startAs(
                                0,
                                VmParameters.named("i")
                                        .template("t")
                                        .disk(raw(1))
                                        .build())
                        .result())
                .isEqualTo(ResultCode.of(Errno.EBUSY));
        assertThat(bench.startAs(DaemonBench.BOB, own).result()).isEqualTo(ResultCode.of(Errno.ENAMETOOLONG));
        assertThat(bench.startAs(
                                ALICE,
                                VmParameters.named("i")
                                        .template("k")
                                        .disk(raw(5))
                                        .build())
                        .result())
                .as("the parent has a kernel and does not allow boot")
                .isEqualTo(ResultCode.of(Errno.EPERM));
        assertThat(bench.startAs(ALICE, own.toBuilder().memory(1 << 27).build()).result())
                .isEqualTo(ResultCode.of(Errno.EPERM));
        assertThat(bench.startAs(ALICE, own).result()).as("the disk is root's").isEqualTo(ResultCode.UNKNOWN);
        bench.own("/vm/d5.raw", ALICE);
        assertThat(bench.startAs(ALICE, own).result()).isEqualTo(ResultCode.OK);
        assertThat(bench.info("i").orElseThrow().memory()).isEqualTo(66L << 20);
        assertThat(bench.info("i").orElseThrow().owner().uid()).isEqualTo(ALICE);
    }

    @Test
    void all_vms_die_with_vmd_and_their_taps_vanish() {
        bench.configured(vm("a", "local interface"));
        VmdConnection client = bench.as(0);
        bench.timeline.locked(() -> client.send(new VmdRequest.Wait(VmSelector.byName("a"))));

        bench.service.terminate();

        assertThat(bench.interfaces.find("tap0")).isEmpty();
        assertThat(bench.openTtys).isEmpty();
        assertThat(bench.timeline.look(client::isReadable))
                .as("the connection is closed")
                .isTrue();
        assertThat(bench.timeline.lockedGet(client::take)).isEmpty();
    }
}
