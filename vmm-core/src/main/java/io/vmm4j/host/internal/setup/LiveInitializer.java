package io.vmm4j.host.internal.setup;

import io.vmm4j.MemorySize;
import io.vmm4j.host.HostInitializer;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.setup.InitializationPlanner.Wishes;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.internal.PlanRunner;
import java.util.Objects;
import java.util.Optional;

/** Initializes the host of a context. */
public final class LiveInitializer implements HostInitializer {

    private static final int MADE_BY_OPENBSD = 4;
    private static final int MOST_TAPS = 256;

    private final HostContext context;
    private final Wishes wishes;

    /** With what OpenBSD itself comes with. */
    public LiveInitializer(HostContext context) {
        this(context, new Wishes(MADE_BY_OPENBSD, Optional.empty(), true));
    }

    private LiveInitializer(HostContext context, Wishes wishes) {
        this.context = context;
        this.wishes = wishes;
    }

    @Override
    public HostInitializer taps(int count) {
        if (count < 0 || count > MOST_TAPS) {
            throw new IllegalArgumentException("vmd(8) uses 0 to " + MOST_TAPS + " tap(4) nodes, not " + count);
        }
        return new LiveInitializer(context, new Wishes(count, wishes.guestMemory(), wishes.firmware()));
    }

    @Override
    public HostInitializer guestMemory(MemorySize largest) {
        Objects.requireNonNull(largest, "largest");
        return new LiveInitializer(context, new Wishes(wishes.taps(), Optional.of(largest), wishes.firmware()));
    }

    @Override
    public HostInitializer withoutFirmware() {
        return new LiveInitializer(context, new Wishes(wishes.taps(), wishes.guestMemory(), false));
    }

    @Override
    public Plan plan() {
        return new InitializationPlanner(context.target(), SetupFacts.look(context)).plan(wishes);
    }

    @Override
    public Initialization apply(Plan plan) {
        new PlanRunner(context.executor(), context.stateDirectory())
                .apply(plan, () -> SetupFacts.look(context).fingerprint());
        HostProbe after = SetupFacts.look(context).probe();
        return new Initialization(plan, after, !after.kernelSupported().holds());
    }
}
