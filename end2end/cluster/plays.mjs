// The plays. In each, people choose all the while; something fails; it is waited until people are served again; what failed
// comes back; it is waited until all is whole.
import { setTimeout as wait } from 'node:timers/promises';
import { run, until } from './machines.mjs';

/** Choices acknowledged before something fails, and after people are served again. */
const CHOICES = 300;

/** Tries to write at a machine past the front, until `over`; how often it was acknowledged. */
async function writesPast(cluster, machine, over) {
    let [taken, tried] = [0, 0];
    while (!over()) {
        tried += 1;
        try {
            await cluster.ask('INSERT INTO past_the_front DEFAULT VALUES', 'probe', machine.address, 1500);
            taken += 1;
        } catch { /* Refused, or nobody answers: as it should be. */ }
        await wait(100);
    }
    return { taken, tried };
}

export const plays = [
    {
        name: 'leader killed',
        async play({ cluster, writers }) {
            const leader = await cluster.leader();
            await leader.kill();
            await writers.more(CHOICES, 90);
            leader.patroni.start();
        },
    },
    {
        name: 'leader paused',
        async play({ cluster, writers }) {
            const leader = await cluster.leader();
            leader.pause();
            await writers.more(CHOICES, 90);
            const other = await until('another leads', 30, async () => cluster.leader());
            if (other === leader) throw new Error('who was paused leads still');
            leader.resume();
            const end = performance.now() + 10_000;
            const { taken, tried } = await writesPast(cluster, leader, () => performance.now() > end);
            if (taken > 0) throw new Error(`${taken} of ${tried} writes were acknowledged by a leader that was replaced`);
            if ((await cluster.ask('SELECT count(*) FROM past_the_front', 'probe')) !== '0') throw new Error('what a replaced leader took is there');
            return `${tried} writes tried at the woken one, none acknowledged`;
        },
    },
    {
        name: 'one etcd lost',
        async play({ cluster, writers }) {
            const leader = await cluster.leader();
            // The one beside the leader: the leader itself must find another.
            await leader.etcd.kill();
            await writers.more(CHOICES, 60);
            await wait(20_000);
            await writers.more(CHOICES, 60);
            leader.etcd.start();
        },
    },
    {
        name: 'two etcd lost',
        async play({ cluster, writers }) {
            const lost = cluster.machines.slice(0, 2).map((it) => it.etcd);
            await Promise.all(lost.map((it) => it.kill()));
            await wait(45_000);
            for (const it of lost) it.start();
            await writers.more(CHOICES, 120);
        },
    },
    {
        name: 'standby lost',
        async play({ cluster, writers }) {
            const leader = await cluster.leader();
            const standby = cluster.machines.find((it) => it !== leader);
            await standby.kill();
            await writers.more(CHOICES, 60);
            await wait(10_000);
            await writers.more(CHOICES, 60);
            standby.patroni.start();
        },
    },
    {
        name: 'both standbys lost',
        async play({ cluster, writers }) {
            const leader = await cluster.leader();
            const standbys = cluster.machines.filter((it) => it !== leader);
            await Promise.all(standbys.map((it) => it.kill()));
            await wait(15_000);
            for (const it of standbys) it.patroni.start();
            await writers.more(CHOICES, 90);
        },
    },
    {
        name: 'a portal killed',
        async play({ writers, portals, front }) {
            const [first] = portals;
            // The front, too, cuts off what it had handed to this portal.
            for (const origin of [first.origin, front]) writers.mayBeGone.add(origin);
            await first.kill();
            await writers.more(CHOICES, 60);
            await first.open();
            writers.mayBeGone.clear();
            await writers.more(CHOICES, 60);
        },
    },
    {
        name: 'portals renewed one by one',
        async play({ writers, portals, front }) {
            // By the one address for people alone, as they come.
            const before = writers.origins;
            writers.origins = [front];
            await writers.more(20, 30);
            const next = process.env.CLUSTER_NEXT;
            for (const portal of portals) {
                await portal.kill('SIGTERM');
                if (next) portal.command = next;
                await portal.open();
                await writers.more(CHOICES / 2, 60);
            }
            writers.origins = before;
            return next && 'by another release';
        },
    },
    {
        name: 'keys rotated',
        async play({ writers, portals }) {
            const { stdout } = await run(portals[0].command, ['keys', 'rotate'], { env: portals[0].env, timeout: 60_000 });
            await writers.more(CHOICES, 60);
            return stdout.trim().split('\n').at(-1);
        },
    },
];
