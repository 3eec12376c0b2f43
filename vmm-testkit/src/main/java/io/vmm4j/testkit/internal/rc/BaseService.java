package io.vmm4j.testkit.internal.rc;

import java.util.Locale;
import java.util.Optional;

/** The services of the base system that have an rc.d(8) script, as far as the simulation has them. */
public enum BaseService {
    AMD,
    APMD,
    BGPD,
    BOOTPARAMD,
    CRON(Default.ON),
    DHCP6LEASED,
    DHCPD,
    DHCPLEASED(Default.ON),
    DHCRELAY,
    DHCRELAY6,
    DVMRPD,
    EIGRPD,
    FTPD,
    FTPPROXY,
    FTPPROXY6,
    HOSTAPD,
    HOTPLUGD,
    HTTPD("/etc/httpd.conf"),
    IDENTD,
    IFSTATED,
    IKED,
    INETD,
    ISAKMPD,
    ISCSID,
    LDAPD,
    LDATTACH,
    LDPD,
    LLDPD,
    LOCKD,
    LPD,
    MOPD,
    MOUNTD,
    MROUTED,
    NFSD,
    NPPPD,
    NSD,
    NTPD(Default.ON),
    OSPF6D,
    OSPFD,
    PFLOGD(Default.ON),
    PORTMAP,
    RAD,
    RADIUSD,
    RARPD,
    RBOOTD,
    RELAYD,
    RESOLVD(Default.ON),
    RIPD,
    ROUTE6D,
    SASYNCD,
    SENSORSD,
    SLAACD(Default.ON),
    SLOWCGI,
    SMTPD(Default.ON),
    SNDIOD(Default.ON),
    SNMPD,
    SPAMD,
    SPAMLOGD,
    SSHD(Default.ON),
    STATD,
    SYSLOGD(Default.ON),
    TFTPD,
    TFTPPROXY,
    UNBOUND,
    UNWIND,
    VMD,
    WATCHDOGD,
    WSMOUSED,
    XENODM,
    YPBIND,
    YPLDAP,
    YPSERV;

    private final Default standard;
    private final String configuration;

    BaseService() {
        this(Default.OFF);
    }

    BaseService(Default standard) {
        this.standard = standard;
        this.configuration = "";
    }

    BaseService(String configuration) {
        this.standard = Default.OFF;
        this.configuration = configuration;
    }

    /** Whether a service is on unless rc.conf.local says otherwise. */
    enum Default {
        ON,
        OFF
    }

    /** Its name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Default standard() {
        return standard;
    }

    /** The file without which it does not start. */
    Optional<String> configuration() {
        return configuration.isEmpty() ? Optional.empty() : Optional.of(configuration);
    }
}
