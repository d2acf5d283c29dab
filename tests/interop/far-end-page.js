// SPDX-FileCopyrightText: The Earshot authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The far end as a browser has it: SIP.js with its own WebRTC session. Everything it notices is told by
// tell(); everything it can do is a function of `far`, called from far-end.mjs.

import { UserAgent, Registerer, Inviter, Messager, SessionState, SIPExtension } from "./sip.js/lib/index.js";

const tell = (event) => window.farEndTells(JSON.stringify(event));

let agent = null;
let registerer = null;
let session = null; // the one that verbs mean: the newest, or the one that was picked
const sessions = [];
let referral = null;
let audioContext = null;
let analyser = null;

function mediaOptions(video = false) {
  return {
    sessionDescriptionHandlerOptions: { constraints: { audio: true, video } },
  };
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function listen(handler) {
  const stream = handler.remoteMediaStream;
  const player = new Audio();
  player.srcObject = stream;
  player.play();
  audioContext = audioContext || new AudioContext();
  audioContext.resume();
  analyser = audioContext.createAnalyser();
  analyser.fftSize = 16384;
  analyser.smoothingTimeConstant = 0;
  audioContext.createMediaStreamSource(stream).connect(analyser);
  window.farEndPlayer = player;
}

function reason(request) {
  return (request && request.getHeader("Reason")) ?? "";
}

function follow(which, direction) {
  const call = sessions.push(which) - 1;
  session = which;
  which.stateChange.addListener((state) => {
    if (state === SessionState.Established) {
      session = which;
      listen(which.sessionDescriptionHandler);
    }
    tell({ event: "session", state, direction, call });
  });
  which.delegate = {
    onCancel: (cancel) => tell({ event: "cancelled", call, reason: reason(cancel.request) }),
    onBye: (bye) => { tell({ event: "bye", call, reason: reason(bye.request) }); bye.accept(); },
    onInfo: (info) => { tell({ event: "info", call, body: info.request.body }); info.accept(); },
    onRefer: (incoming) => {
      referral = incoming;
      const to = incoming.referTo.uri;
      tell({ event: "refer", call, to: `${to.scheme}:${to.user}@${to.host}`, replaces: incoming.replaces ?? "",
        by: incoming.referredBy ?? "" });
    },
  };
  return call;
}

// What a transfer needs to tell: whether it was taken, and each word about its progress.
function referOptions() {
  return {
    requestDelegate: {
      onAccept: (response) => tell({ event: "refer-accepted", status: response.message.statusCode }),
      onReject: (response) => tell({ event: "refer-rejected", status: response.message.statusCode }),
    },
    onNotify: (notification) => {
      notification.accept();
      tell({ event: "refer-progress", line: notification.request.body.trim() });
    },
  };
}

function sendOnly(description) {
  description.sdp = description.sdp.replace(/a=sendrecv/g, "a=sendonly");
  return Promise.resolve(description);
}

const far = {
  // With `relay` (uri, user, password) its sound goes by that and by nothing else.
  start: async ({ server, user, domain, password, relay }) => {
    agent = new UserAgent({
      uri: UserAgent.makeURI(`sip:${user}@${domain}`),
      displayName: "Bob “Браузер” 😀",
      authorizationUsername: user,
      authorizationPassword: password,
      transportOptions: { server },
      logLevel: "warn",
      sipExtensionReplaces: SIPExtension.Supported,
      sessionDescriptionHandlerFactoryOptions: {
        iceGatheringTimeout: relay ? 2000 : 500,
        ...(relay && {
          peerConnectionConfiguration: {
            iceServers: [{ urls: relay.uri, username: relay.user, credential: relay.password }],
            iceTransportPolicy: "relay",
          },
        }),
      },
      delegate: {
        onInvite: (invitation) => {
          const call = follow(invitation, "in");
          tell({
            event: "invite",
            call,
            from: invitation.remoteIdentity.uri.toString(),
            name: invitation.remoteIdentity.displayName,
            replaces: invitation.request.getHeader("Replaces") ?? "",
            by: invitation.request.getHeader("Referred-By") ?? "",
            sdp: invitation.request.body,
          });
        },
        onMessage: (message) => {
          tell({
            event: "message",
            from: message.request.from.uri.toString(),
            text: message.request.body,
            type: message.request.getHeader("Content-Type"),
          });
          message.accept();
        },
      },
    });
    agent.transport.stateChange.addListener((state) => tell({ event: "transport", state }));
    await agent.start();
    registerer = new Registerer(agent, { expires: 300, refreshFrequency: 50 });
    registerer.stateChange.addListener((state) => tell({ event: "registration", state }));
    await registerer.register();
  },

  reconnect: async () => {
    await agent.reconnect();
    await registerer.register();
  },

  invite: async ({ target, headers, without, video }) => {
    const inviter = new Inviter(agent, UserAgent.makeURI(target),
      { ...mediaOptions(video), extraHeaders: headers, inviteWithoutSdp: without ?? false });
    follow(inviter, "out");
    await inviter.invite({
      requestDelegate: {
        onProgress: (response) => tell({ event: "progress", status: response.message.statusCode }),
        onReject: (response) => tell({ event: "rejected", status: response.message.statusCode,
          reason: reason(response.message), contact: response.message.getHeader("Contact") ?? "" }),
        onRedirect: (response) => tell({ event: "rejected", status: response.message.statusCode,
          contact: response.message.getHeader("Contact") ?? "" }),
      },
    });
  },

  // Of several calls the one that is meant from now on, by its number.
  pick: async ({ call }) => {
    session = sessions[call];
    if (session.state === SessionState.Established) {
      listen(session.sessionDescriptionHandler);
    }
  },
  refer: async ({ target }) => { await session.refer(UserAgent.makeURI(target), referOptions()); },
  referToCall: async ({ call }) => { await session.refer(sessions[call], referOptions()); },
  acceptRefer: async () => {
    await referral.accept();
    const inviter = referral.makeInviter(mediaOptions());
    follow(inviter, "out");
    await inviter.invite();
  },
  rejectRefer: async ({ status }) => { await referral.reject({ statusCode: status }); },

  // SIP.js finds what is to be replaced and hangs it up; one that still rings it would have to cancel (RFC 3891 3).
  answer: async ({ video }) => {
    const rings = session.replacee?.state === SessionState.Establishing ? session.replacee : null;
    if (rings) {
      session._replacee = undefined;
    }
    await session.accept(mediaOptions(video));
    await rings?.cancel();
  },
  reject: async ({ status }) => { await session.reject({ statusCode: status }); },
  cancel: async () => { await session.cancel(); },
  bye: async () => { await session.bye(); },
  endAll: async () => {
    for (const each of sessions) {
      if (each.state === SessionState.Established) {
        await each.bye();
      } else if (each.state === SessionState.Initial || each.state === SessionState.Establishing) {
        await (each instanceof Inviter ? each.cancel() : each.reject()).catch(() => null);
      }
    }
  },

  // Resolves when the change was agreed to, not when it was sent. An offer of theirs whose ACK is on its way comes first.
  hold: async ({ on }) => {
    while (session.dialog.reinviteUserAgentServer) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await new Promise((resolve, reject) => {
      session.invite({
        sessionDescriptionHandlerModifiers: on ? [sendOnly] : [],
        requestDelegate: {
          onAccept: () => resolve(null),
          onReject: (response) => reject(new Error(`hold: ${response.message.statusCode}`)),
        },
      }).catch(reject);
    });
  },

  // A browser that changes its network starts ICE anew and keeps its certificate. What is learnt: how long it took
  // until DTLS was up again, in ms.
  restart: async () => {
    const begin = performance.now();
    await new Promise((resolve, reject) => {
      session.invite({
        sessionDescriptionHandlerOptions: { offerOptions: { iceRestart: true } },
        requestDelegate: {
          onAccept: () => resolve(null),
          onReject: (response) => reject(new Error(`restart: ${response.message.statusCode}`)),
        },
      }).catch(reject);
    });
    const connection = session.sessionDescriptionHandler.peerConnection;
    while (connection.connectionState !== "connected" || performance.now() < begin + 300) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { ms: Math.round(performance.now() - begin) };
  },

  // Presses keys, as events in what it sends; what it gets of ours a browser lets nobody know.
  press: async ({ keys }) => {
    if (!session.sessionDescriptionHandler.sendDtmf(keys, { duration: 100, interToneGap: 100 })) {
      throw new Error("keys cannot be sent");
    }
  },

  // Shows the camera from now on, or not any more; what they offer later is answered likewise.
  video: ({ on }) => new Promise((resolve, reject) => {
    session.sessionDescriptionHandlerOptionsReInvite = mediaOptions(on).sessionDescriptionHandlerOptions;
    session.invite({
      ...mediaOptions(on),
      requestDelegate: {
        onAccept: () => resolve(null),
        onReject: (response) => reject(new Error(`video: ${response.message.statusCode}`)),
      },
    }).catch(reject);
  }),
  answerVideo: ({ on }) => {
    session.sessionDescriptionHandlerOptionsReInvite = mediaOptions(on).sessionDescriptionHandlerOptions;
  },

  // What of their pictures was decoded in a second, and what they look like.
  see: async () => {
    const handler = session.sessionDescriptionHandler;
    const count = async () => {
      let frames = 0;
      (await handler.peerConnection.getStats()).forEach((entry) => {
        frames += entry.type === "inbound-rtp" && entry.kind === "video" ? entry.framesDecoded ?? 0 : 0;
      });
      return frames;
    };
    const tracks = handler.remoteMediaStream.getVideoTracks();
    const before = await count();
    const player = document.createElement("video");
    player.muted = true;
    player.srcObject = new MediaStream(tracks);
    player.play().catch(() => null);
    await pause(1000);
    const seen = { frames: await count() - before, width: player.videoWidth, height: player.videoHeight,
      tracks: tracks.length, red: 0, green: 0, blue: 0 };
    if (seen.width > 0) {
      const canvas = new OffscreenCanvas(16, 16);
      const context = canvas.getContext("2d");
      context.drawImage(player, 0, 0, 16, 16);
      const { data } = context.getImageData(0, 0, 16, 16);
      for (let i = 0; i < data.length; i += 4) {
        seen.red += data[i] / 256;
        seen.green += data[i + 1] / 256;
        seen.blue += data[i + 2] / 256;
      }
    }
    return seen;
  },

  message: async ({ target, text }) => {
    await new Messager(agent, UserAgent.makeURI(target), text).message({ requestDelegate: {
      onAccept: (response) => tell({ event: "message-accepted", status: response.message.statusCode }),
      onReject: (response) => tell({ event: "message-rejected", status: response.message.statusCode }),
    } });
  },

  // Level in dBFS and the loudest frequency of what arrives from now on, beside what getStats() says of it.
  measure: async () => {
    const fresh = audioContext.currentTime + (1.2 * analyser.fftSize) / audioContext.sampleRate;
    while (audioContext.currentTime < fresh) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const wave = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(wave);
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const rms = Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length);
    const loudest = bins.reduce((best, x, i) => (i > 2 && x > bins[best] ? i : best), 3);
    const stats = { packetsReceived: 0, packetsSent: 0, audioLevel: 0, codec: "" };
    const report = await session.sessionDescriptionHandler.peerConnection.getStats();
    report.forEach((entry) => {
      if (entry.type === "inbound-rtp" && entry.kind === "audio") {
        stats.packetsReceived = entry.packetsReceived;
        stats.audioLevel = entry.audioLevel ?? 0;
        stats.codec = report.get(entry.codecId)?.mimeType ?? "";
      } else if (entry.type === "outbound-rtp" && entry.kind === "audio") {
        stats.packetsSent = entry.packetsSent;
      }
    });
    return {
      db: rms > 0 ? 20 * Math.log10(rms) : -120,
      hz: (loudest * audioContext.sampleRate) / analyser.fftSize,
      ...stats,
    };
  },
};

window.far = far;
tell({ event: "ready" });
