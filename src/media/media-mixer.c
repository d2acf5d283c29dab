/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sum of everybody but oneself. GStreamer's audiomixer would need one mixer for each ear, waits for whoever is late,
 * and adds its waiting to the delay; a sum of eight numbers needs none of it, and joining and leaving is adding to and
 * taking from a list between two ticks, so nobody else can notice. Everything runs on the system's clock, so no voice
 * drifts away from the ticks; each has a small stock against packets that come unevenly.
 */

#include "media-mixer.h"

#include <string.h>

#define SAMPLES(ms) ((ms) * (MEDIA_MIXER_RATE / 1000))
#define STOCK SAMPLES (MEDIA_MIXER_STOCK_MS)
#define RING (SAMPLES (MEDIA_MIXER_MAX_MS) * 2)
/* One tick at most; whoever wants more ticks again. */
#define MAX_TICK SAMPLES (20)

struct _MediaMixer
{
  GMutex     mutex;
  GPtrArray *ports; /* borrowed: a port leaves before it goes */
};

struct _MediaMixerPort
{
  MediaMixer     *mixer;
  gconstpointer   owner;

  /* Under the mixer's mutex. */
  gboolean        plugged;
  gboolean        silent;
  gboolean        person;
  gboolean        deaf;
  gboolean        narrow;
  gboolean        flowing; /* FALSE: it has run dry, and a stock is laid in before it goes on */
  gint16          ring[RING];
  guint           head;
  guint           length;
  gint16          voice[MAX_TICK]; /* of this tick */
  MediaMixerFunc  ear;
  gpointer        user_data;
  GDestroyNotify  destroy;
};

static void
mixer_clear (gpointer data)
{
  MediaMixer *self = data;

  g_assert (self->ports->len == 0);
  g_ptr_array_unref (self->ports);
  g_mutex_clear (&self->mutex);
}

static void
append (MediaMixerPort *self,
        const gint16   *samples,
        guint           n_samples)
{
  for (guint i = 0; i < n_samples && self->length < RING; i++)
    self->ring[(self->head + self->length++) % RING] = samples != NULL ? samples[i] : 0;
}

static void
leave_out (MediaMixerPort *self,
           guint           n_samples)
{
  self->head = (self->head + n_samples) % RING;
  self->length -= n_samples;
}

/* What is missing is silence, and a voice that has been missing begins with a stock. */
static void
take_voice (MediaMixerPort *self,
            guint           n_samples)
{
  guint n_there = MIN (n_samples, self->length);

  for (guint i = 0; i < n_there; i++)
    self->voice[i] = self->silent ? 0 : self->ring[(self->head + i) % RING];
  memset (self->voice + n_there, 0, (n_samples - n_there) * sizeof self->voice[0]);
  leave_out (self, n_there);
  if (n_there < n_samples)
    self->flowing = FALSE;
}

/* Two paths of one call are two ports, and neither hears the other. */
static gboolean
hears (const MediaMixerPort *listener,
       const MediaMixerPort *speaker)
{
  return listener->owner != speaker->owner && !(listener->deaf && speaker->person) &&
         !(listener->narrow && !speaker->person);
}

static void
serve (MediaMixer     *self,
       MediaMixerPort *listener,
       guint           n_samples)
{
  gint16 mixed[MAX_TICK];
  gint32 sum[MAX_TICK] = { 0 };

  for (guint i = 0; i < self->ports->len; i++)
    {
      const MediaMixerPort *speaker = g_ptr_array_index (self->ports, i);

      for (guint j = 0; hears (listener, speaker) && j < n_samples; j++)
        sum[j] += speaker->voice[j];
    }
  for (guint j = 0; j < n_samples; j++)
    mixed[j] = (gint16) CLAMP (sum[j], G_MININT16, G_MAXINT16);
  listener->ear (mixed, n_samples, listener->user_data);
}

/**
 * media_mixer_new:
 *
 * Makes a mixer nobody is plugged into.
 *
 * Returns: (transfer full): the mixer
 */
MediaMixer *
media_mixer_new (void)
{
  MediaMixer *self = g_atomic_rc_box_new0 (MediaMixer);

  g_mutex_init (&self->mutex);
  self->ports = g_ptr_array_new ();

  return self;
}

/**
 * media_mixer_ref:
 * @self: the mixer
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaMixer *
media_mixer_ref (MediaMixer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_mixer_unref:
 * @self: (transfer full): the mixer
 *
 * Gives a reference back.
 */
void
media_mixer_unref (MediaMixer *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, mixer_clear);
}

/**
 * media_mixer_plug:
 * @self: the mixer
 * @owner: whose voice and ear this is; only compared
 *
 * Lets one more take part.
 *
 * Returns: (transfer full): its port
 */
MediaMixerPort *
media_mixer_plug (MediaMixer    *self,
                  gconstpointer  owner)
{
  MediaMixerPort *port;

  g_return_val_if_fail (self != NULL, NULL);

  port = g_atomic_rc_box_new0 (MediaMixerPort);
  port->mixer = media_mixer_ref (self);
  port->owner = owner;
  port->plugged = TRUE;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->ports, port);
  g_mutex_unlock (&self->mutex);

  return port;
}

/**
 * media_mixer_tick:
 * @self: the mixer
 * @n_samples: how much time has passed
 *
 * Lets everybody hear what the others have said in this time.
 */
void
media_mixer_tick (MediaMixer *self,
                  guint       n_samples)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_samples <= MAX_TICK);

  locker = g_mutex_locker_new (&self->mutex);
  for (guint i = 0; i < self->ports->len; i++)
    take_voice (g_ptr_array_index (self->ports, i), n_samples);
  for (guint i = 0; i < self->ports->len; i++)
    {
      MediaMixerPort *listener = g_ptr_array_index (self->ports, i);

      if (listener->ear != NULL)
        serve (self, listener, n_samples);
    }
}

static void
port_clear (gpointer data)
{
  MediaMixerPort *self = data;

  media_mixer_port_unplug (self);
  media_mixer_unref (self->mixer);
}

/**
 * media_mixer_port_ref:
 * @self: a port
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaMixerPort *
media_mixer_port_ref (MediaMixerPort *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_mixer_port_unref:
 * @self: (transfer full): a port
 *
 * Gives a reference back; the last one unplugs it.
 */
void
media_mixer_port_unref (MediaMixerPort *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, port_clear);
}

/**
 * media_mixer_port_unplug:
 * @self: a port
 *
 * Takes it out. It may be spoken into afterwards, which nobody hears.
 */
void
media_mixer_port_unplug (MediaMixerPort *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mixer->mutex);
  if (self->plugged)
    g_ptr_array_remove (self->mixer->ports, self);
  self->plugged = FALSE;
  g_mutex_unlock (&self->mixer->mutex);
  media_mixer_port_listen (self, NULL, NULL, NULL);
}

/**
 * media_mixer_port_speak:
 * @self: a port
 * @samples: what is said
 * @n_samples: how many there are
 *
 * Says something to all the others.
 */
void
media_mixer_port_speak (MediaMixerPort *self,
                        const gint16   *samples,
                        guint           n_samples)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (samples != NULL || n_samples == 0);

  locker = g_mutex_locker_new (&self->mixer->mutex);
  if (!self->plugged)
    return;
  if (!self->flowing && self->length < STOCK)
    append (self, NULL, STOCK - self->length);
  self->flowing = TRUE;
  append (self, samples, n_samples);
  if (self->length > SAMPLES (MEDIA_MIXER_MAX_MS))
    leave_out (self, self->length - STOCK);
}

/**
 * media_mixer_port_listen:
 * @self: a port
 * @ear: (nullable): called with each tick; NULL: it does not listen
 * @user_data: for @ear
 * @destroy: (nullable): frees @user_data
 *
 * Says who is to hear what the others say. @ear must not call the mixer.
 */
void
media_mixer_port_listen (MediaMixerPort *self,
                         MediaMixerFunc  ear,
                         gpointer        user_data,
                         GDestroyNotify  destroy)
{
  GDestroyNotify destroy_before;
  gpointer before;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mixer->mutex);
  before = self->user_data;
  destroy_before = self->destroy;
  self->ear = ear;
  self->user_data = user_data;
  self->destroy = destroy;
  g_mutex_unlock (&self->mixer->mutex);
  if (destroy_before != NULL)
    destroy_before (before);
}

static void
set_flag (MediaMixerPort *self,
          gboolean       *flag,
          gboolean        value)
{
  g_mutex_lock (&self->mixer->mutex);
  *flag = value;
  g_mutex_unlock (&self->mixer->mutex);
}

/**
 * media_mixer_port_set_silent:
 * @self: a port
 * @silent: whether nobody is to hear it
 *
 * Takes its voice away; it goes on hearing.
 */
void
media_mixer_port_set_silent (MediaMixerPort *self,
                             gboolean        silent)
{
  g_return_if_fail (self != NULL);

  set_flag (self, &self->silent, silent);
}

/**
 * media_mixer_port_set_person:
 * @self: a port
 * @person: whether this is the microphone of the person here
 *
 * Tells the person's voice from those of the calls.
 */
void
media_mixer_port_set_person (MediaMixerPort *self,
                             gboolean        person)
{
  g_return_if_fail (self != NULL);

  set_flag (self, &self->person, person);
}

/**
 * media_mixer_port_set_deaf:
 * @self: a port
 * @deaf: whether it is not to hear the person here
 *
 * Mutes the microphone for one alone; it goes on hearing the others.
 */
void
media_mixer_port_set_deaf (MediaMixerPort *self,
                           gboolean        deaf)
{
  g_return_if_fail (self != NULL);

  set_flag (self, &self->deaf, deaf);
}

/**
 * media_mixer_port_set_narrow:
 * @self: a port
 * @narrow: whether it is to hear nobody but the person here
 *
 * Singles out the person's voice, for a recording.
 */
void
media_mixer_port_set_narrow (MediaMixerPort *self,
                             gboolean        narrow)
{
  g_return_if_fail (self != NULL);

  set_flag (self, &self->narrow, narrow);
}
