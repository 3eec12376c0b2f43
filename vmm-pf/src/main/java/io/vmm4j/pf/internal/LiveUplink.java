package io.vmm4j.pf.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.UplinkConsent;
import io.vmm4j.pf.UplinkMove;
import io.vmm4j.plan.internal.PlanRunner;
import java.util.regex.Pattern;

/** An uplink on the host of an executor. */
final class LiveUplink implements HostUplink {

    private static final Pattern NAME = Pattern.compile("[a-z]{1,12}(0|[1-9]\\d{0,2})");

    private final CommandExecutor executor;
    private final String interfaceName;

    LiveUplink(CommandExecutor executor, String interfaceName) {
        if (!NAME.matcher(interfaceName).matches()) {
            throw InvalidValueException.of(PfError.INTERFACE_NAME, "interface name", interfaceName);
        }
        this.executor = executor;
        this.interfaceName = interfaceName;
    }

    @Override
    public String interfaceName() {
        return interfaceName;
    }

    @Override
    public UplinkMove plan() {
        return planner().there();
    }

    @Override
    public UplinkMove removal() {
        return planner().back();
    }

    private UplinkPlanner planner() {
        return new UplinkPlanner(UplinkFacts.look(executor, interfaceName), interfaceName);
    }

    @Override
    public void apply(UplinkMove move, UplinkConsent consent) {
        if (!move.isAgreedTo(consent) || !move.interfaceName().equals(interfaceName)) {
            throw new PfException(Problem.of(PfError.UPLINK_NOT_AGREED)
                    .with("target", executor.target())
                    .with("interface", move.interfaceName())
                    .with("address", move.address())
                    .with("other", consent.address() + " of " + consent.interfaceName()));
        }
        new PlanRunner(executor, Paths.STATE)
                .apply(
                        move.plan(),
                        () -> UplinkFacts.look(executor, interfaceName).fingerprint());
    }
}
