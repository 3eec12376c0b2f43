package io.vmm4j.testkit.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.testkit.internal.io.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SimProcessTest {

    private final Machine machine = TestMachine.create();

    private Ending run(Program program) throws InterruptedException {
        SimProcess process = TestMachine.process(machine, program);
        process.start();
        return end(process);
    }

    private Ending end(SimProcess process) throws InterruptedException {
        machine.timeline().await(() -> process.ending().isPresent(), Duration.ofDays(1));
        return machine.timeline().look(() -> process.ending().orElseThrow());
    }

    @Test
    void the_exit_status_is_what_the_program_returns_modulo_256() throws Exception {
        assertThat(run(process -> 7)).isEqualTo(Ending.exit(7));
        assertThat(run(process -> 256)).isEqualTo(Ending.exit(0));
    }

    @Test
    void a_signal_ends_a_process_that_waits() throws Exception {
        SimProcess process = TestMachine.process(machine, p -> {
            throw p.hang();
        });
        process.start();
        machine.processes().kill(machine.accounts().root(), process.pid(), Optional.of(Sig.TERM));

        Ending ending = end(process);

        assertThat(ending).isEqualTo(Ending.by(Sig.TERM));
        assertThat(ending.shellStatus()).isEqualTo(143);
        assertThat(machine.processes().find(process.pid())).isEmpty();
    }

    @Test
    void a_signal_to_a_group_reaches_the_children() throws Exception {
        AtomicReference<SimProcess> child = new AtomicReference<>();
        SimProcess parent = TestMachine.process(machine, p -> {
            SimProcess made = p.fork(List.of("child"), c -> {
                throw c.hang();
            });
            child.set(made);
            made.start();
            p.waitFor(made);
            return 0;
        });
        parent.start();
        machine.timeline().await(() -> child.get() != null, Duration.ofSeconds(1));

        machine.processes().kill(machine.accounts().root(), -parent.pid(), Optional.of(Sig.KILL));

        assertThat(end(parent)).isEqualTo(Ending.by(Sig.KILL));
        assertThat(end(child.get())).isEqualTo(Ending.by(Sig.KILL));
    }

    @Test
    void users_signal_only_their_own_processes() throws Exception {
        Account joe = machine.accounts().user("joe").orElseThrow();
        SimProcess process = TestMachine.process(machine, p -> {
            throw p.hang();
        });
        process.start();

        assertThatThrownBy(() -> machine.processes().kill(joe, process.pid(), Optional.of(Sig.TERM)))
                .isInstanceOf(SystemError.class)
                .hasMessage("Operation not permitted");
        assertThatThrownBy(() -> machine.processes().kill(joe, 100_000, Optional.empty()))
                .hasMessage("No such process");
        machine.processes().signalGroup(process.group(), Sig.KILL);
    }

    @Test
    void an_ignored_signal_does_nothing_and_a_caught_one_is_told() throws Exception {
        AtomicReference<Optional<Sig>> caught = new AtomicReference<>(Optional.empty());
        Ending ending = run(p -> {
            p.signals().set(Sig.HUP, Signals.Disposition.IGNORE);
            p.signals().set(Sig.USR1, Signals.Disposition.CATCH);
            try {
                machine.processes().kill(p.account(), p.pid(), Optional.of(Sig.HUP));
                machine.processes().kill(p.account(), p.pid(), Optional.of(Sig.USR1));
            } catch (SystemError e) {
                return 1;
            }
            p.checkSignals();
            caught.set(p.signals().takeCaught());
            return 0;
        });

        assertThat(ending).isEqualTo(Ending.exit(0));
        assertThat(caught.get()).contains(Sig.USR1);
    }

    @Test
    void bytes_go_through_a_pipe_to_a_child_in_order_and_end_with_the_writer() throws Exception {
        AtomicLong sum = new AtomicLong();
        AtomicInteger count = new AtomicInteger();
        Ending ending = run(p -> {
            Pipe pipe = new Pipe(machine.timeline());
            SimProcess child = p.fork(List.of("reader"), c -> {
                byte[] buffer = new byte[7777];
                for (int n = c.stdin().read(buffer); n >= 0; n = c.stdin().read(buffer)) {
                    for (int i = 0; i < n; i++) {
                        sum.addAndGet((buffer[i] & 0xff) * (long) (count.getAndIncrement() % 251));
                    }
                }
                return 3;
            });
            child.descriptors().put(0, pipe.readEnd());
            child.start();
            p.descriptors().put(1, pipe.writeEnd());
            byte[] data = new byte[1_000_000];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) i;
            }
            p.stdout().write(data);
            p.descriptors().close(1);
            return p.waitFor(child).status();
        });

        long expected = 0;
        for (int i = 0; i < 1_000_000; i++) {
            expected += (i & 0xff) * (long) (i % 251);
        }
        assertThat(ending).isEqualTo(Ending.exit(3));
        assertThat(count).hasValue(1_000_000);
        assertThat(sum).hasValue(expected);
    }

    @Test
    void writing_to_a_pipe_nobody_reads_ends_by_sigpipe() throws Exception {
        assertThat(run(p -> {
                    Pipe pipe = new Pipe(machine.timeline());
                    p.descriptors().put(1, pipe.writeEnd());
                    pipe.readEnd().release();
                    p.print("x");
                    return 0;
                }))
                .isEqualTo(Ending.by(Sig.PIPE));
    }

    @Test
    void a_child_that_outlives_its_parent_goes_to_init() throws Exception {
        AtomicReference<SimProcess> child = new AtomicReference<>();
        run(p -> {
            SimProcess made = p.fork(List.of("orphan"), c -> {
                c.await(() -> false, Duration.ofSeconds(10));
                return 0;
            });
            child.set(made);
            made.start();
            return 0;
        });

        assertThat(child.get().parentId()).isEqualTo(1);
        assertThat(end(child.get())).isEqualTo(Ending.exit(0));
        assertThat(machine.processes().all()).isEmpty();
    }

    @Test
    void the_same_seed_gives_the_same_process_ids() {
        int first = TestMachine.process(TestMachine.create(), p -> 0).pid();
        int second = TestMachine.process(TestMachine.create(), p -> 0).pid();

        assertThat(first).isEqualTo(second);
    }
}
