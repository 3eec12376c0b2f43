package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.rc.RcRelease;
import io.vmm4j.testkit.internal.vmd.VmdHost;
import io.vmm4j.testkit.internal.vmd.VmdHost.PauseAnswer;
import io.vmm4j.testkit.internal.vmd.config.Keywords;
import io.vmm4j.testkit.internal.vmd.vmctl.Dialect;
import io.vmm4j.testkit.internal.vmd.vmctl.Dialect.BadPaths;
import io.vmm4j.testkit.internal.vmd.vmctl.Dialect.Syntax;
import io.vmm4j.testkit.internal.vmd.vmctl.Dialect.Transfer;

/**
 * What the hypervisor's programs of a release do differently.
 *
 * @param vmctl vmctl(8)
 * @param keywords the reserved words of vm.conf(5)
 * @param pauseAnswer whom vmd(8) tells of a pause
 * @param rc rcctl(8) and rc.d(8)
 * @param firmware the version of vmm-bios
 */
record Differences(Dialect vmctl, Keywords keywords, PauseAnswer pauseAnswer, RcRelease rc, String firmware) {

    private static final String FIRMWARE = "1.16.3p0";

    static Differences of(OpenBsdRelease release) {
        return switch (release) {
            case V6_5 ->
                new Differences(
                        new Dialect(Transfer.PRESENT, BadPaths.UNNAMED, Syntax.NAME_FIRST),
                        Keywords.WITHOUT_SEVES,
                        PauseAnswer.TO_ASKER,
                        RcRelease.OLDER,
                        "1.11.0p2");
            case V7_6 ->
                new Differences(
                        new Dialect(Transfer.PRESENT, BadPaths.UNNAMED, Syntax.OPTIONS_FIRST),
                        Keywords.WITHOUT_SEVES,
                        PauseAnswer.TO_ASKER,
                        RcRelease.OLDER,
                        FIRMWARE);
            case V7_8, V7_9 ->
                new Differences(
                        new Dialect(Transfer.REMOVED, BadPaths.NAMED, Syntax.OPTIONS_FIRST),
                        Keywords.ALL,
                        PauseAnswer.TO_STARTER,
                        RcRelease.NEWER,
                        FIRMWARE);
        };
    }

    VmdHost.Release vmd(int cpus) {
        return new VmdHost.Release(keywords, pauseAnswer, cpus);
    }
}
