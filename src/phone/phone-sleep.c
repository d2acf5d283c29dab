/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* After a sleep every socket lies: it looks open, and the far end has long forgotten it (WISHES 3). logind tells of a
 * sleep before and after; where it cannot be reached, or forgets to, two clocks that differ by the time slept tell it
 * afterwards. The kernel wakes us for that: a timer on the wall clock that is cancelled when this clock jumps, which
 * it does after each sleep. */

#include "config.h"

#include "phone-sleep.h"

#include <errno.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define LOGIN_NAME      "org.freedesktop.login1"
#define LOGIN_PATH      "/org/freedesktop/login1"
#define LOGIN_INTERFACE "org.freedesktop.login1.Manager"

#define LEAST_SLEEP_US (2 * G_USEC_PER_SEC) /* less is what reading two clocks may differ by, and kills no line */
#define LOOK_S         5
#define LAST_WORDS_MS  400 /* for what is said on the line before the machine may sleep */

struct _PhoneSleep
{
  GObject parent_instance;

  PhoneSleepClocks clocks;
  gint64 gap_us;     /* between the clocks, when they were compared last */
  gboolean asleep;   /* said so, and not woken yet */
  guint timer;       /* GSource id */
  int jump_fd;       /* −1: none */
  guint jump_source;
  GDBusConnection *bus;
  GCancellable *leaving;
  guint subscription;
  int inhibitor;     /* −1: none */
  guint last_words;  /* GSource id */
};

enum
{
  FALLING_ASLEEP,
  WOKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PhoneSleep, phone_sleep, G_TYPE_OBJECT)

static void take_inhibitor (PhoneSleep *self);

static gint64
read_clock (clockid_t id)
{
  struct timespec now = { 0 };

  clock_gettime (id, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
get_boot_us (gpointer user_data)
{
  return read_clock (CLOCK_BOOTTIME);
}

static gint64
get_monotonic_us (gpointer user_data)
{
  return read_clock (CLOCK_MONOTONIC);
}

static gint64
read_gap (PhoneSleep *self)
{
  return self->clocks.get_boot_us (self->clocks.user_data) - self->clocks.get_monotonic_us (self->clocks.user_data);
}

static void
wake (PhoneSleep *self)
{
  self->asleep = FALSE;
  self->gap_us = read_gap (self);
  g_signal_emit (self, signals[WOKE], 0);
}

void
phone_sleep_look (PhoneSleep *self)
{
  if (read_gap (self) - self->gap_us >= LEAST_SLEEP_US)
    wake (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  phone_sleep_look (user_data);
  return G_SOURCE_CONTINUE;
}

/* Never due, but cancelled when the clock jumps. */
static void
arm_jump (PhoneSleep *self)
{
  struct itimerspec never = { .it_value = { .tv_sec = G_MAXINT32 } };

  timerfd_settime (self->jump_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

static gboolean
jump_cb (int          fd,
         GIOCondition condition,
         gpointer     user_data)
{
  PhoneSleep *self = user_data;
  guint64 count;
  g_autoptr (PhoneSleep) hold = g_object_ref (self);

  if (read (fd, &count, sizeof count) >= 0 || errno == ECANCELED)
    arm_jump (self);
  phone_sleep_look (self);
  return G_SOURCE_CONTINUE;
}

static void
watch_jumps (PhoneSleep *self)
{
  self->jump_fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->jump_fd < 0)
    return;

  arm_jump (self);
  self->jump_source = g_unix_fd_add (self->jump_fd, G_IO_IN, jump_cb, self);
}

static void
release_inhibitor (PhoneSleep *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static gboolean
last_words_cb (gpointer user_data)
{
  PhoneSleep *self = user_data;

  self->last_words = 0;
  release_inhibitor (self);
  return G_SOURCE_REMOVE;
}

static void
fall_asleep (PhoneSleep *self)
{
  self->asleep = TRUE;
  self->gap_us = read_gap (self);
  g_signal_emit (self, signals[FALLING_ASLEEP], 0);
  if (self->last_words == 0)
    self->last_words = g_timeout_add (LAST_WORDS_MS, last_words_cb, self);
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *signal,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  PhoneSleep *self = user_data;
  g_autoptr (PhoneSleep) hold = g_object_ref (self);
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  if (begins)
    {
      fall_asleep (self);
      return;
    }
  /* The clocks may have told it before logind did. */
  if (self->asleep)
    wake (self);
  else
    phone_sleep_look (self);
  take_inhibitor (self);
}

static void
inhibited_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PhoneSleep) self = user_data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &descriptors, result, &error);

  if (reply == NULL || descriptors == NULL || g_unix_fd_list_get_length (descriptors) < 1)
    {
      g_info ("going to sleep cannot be delayed: %s", error != NULL ? error->message : "nothing was given");
      return;
    }

  release_inhibitor (self);
  self->inhibitor = g_unix_fd_list_get (descriptors, 0, NULL);
}

/* On a message bus the service has a name; between two programs alone there are none. */
static const char *
get_name (PhoneSleep *self)
{
  gboolean is_bus =
    (g_dbus_connection_get_flags (self->bus) & G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION) != 0;

  return is_bus ? LOGIN_NAME : NULL;
}

static void
take_inhibitor (PhoneSleep *self)
{
  g_clear_handle_id (&self->last_words, g_source_remove);
  g_dbus_connection_call_with_unix_fd_list (self->bus, get_name (self), LOGIN_PATH, LOGIN_INTERFACE, "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "Earshot", "Calls are ended first",
                                                           "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                                            self->leaving, inhibited_cb, g_object_ref (self));
}

void
phone_sleep_follow (PhoneSleep      *self,
                    GDBusConnection *bus)
{
  g_return_if_fail (self->bus == NULL);

  self->bus = g_object_ref (bus);
  self->subscription =
    g_dbus_connection_signal_subscribe (bus, get_name (self), LOGIN_INTERFACE, "PrepareForSleep", LOGIN_PATH, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb, self, NULL);
  take_inhibitor (self);
}

static void
bus_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PhoneSleep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  /* GIO would end the program with the bus, and a call with the program. */
  if (bus != NULL)
    g_dbus_connection_set_exit_on_close (bus, FALSE);

  if (bus != NULL && !g_cancellable_is_cancelled (self->leaving))
    phone_sleep_follow (self, bus);
  else if (bus == NULL)
    g_info ("nobody says when the machine sleeps: %s", error->message);
}

void
phone_sleep_find_bus (PhoneSleep *self)
{
  g_bus_get (G_BUS_TYPE_SYSTEM, self->leaving, bus_found_cb, g_object_ref (self));
}

static void
phone_sleep_dispose (GObject *object)
{
  PhoneSleep *self = PHONE_SLEEP (object);

  g_cancellable_cancel (self->leaving);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->jump_source, g_source_remove);
  g_clear_handle_id (&self->last_words, g_source_remove);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->subscription));
  g_clear_object (&self->bus);
  release_inhibitor (self);

  G_OBJECT_CLASS (phone_sleep_parent_class)->dispose (object);
}

static void
phone_sleep_finalize (GObject *object)
{
  PhoneSleep *self = PHONE_SLEEP (object);

  if (self->jump_fd >= 0)
    close (self->jump_fd);
  g_object_unref (self->leaving);

  G_OBJECT_CLASS (phone_sleep_parent_class)->finalize (object);
}

static void
phone_sleep_class_init (PhoneSleepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_sleep_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_sleep_finalize;

  signals[FALLING_ASLEEP] =
    g_signal_new ("falling-asleep", PHONE_TYPE_SLEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WOKE] = g_signal_new ("woke", PHONE_TYPE_SLEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_sleep_init (PhoneSleep *self)
{
  self->leaving = g_cancellable_new ();
  self->inhibitor = -1;
  self->jump_fd = -1;
}

PhoneSleep *
phone_sleep_new (const PhoneSleepClocks *clocks)
{
  PhoneSleep *self = g_object_new (PHONE_TYPE_SLEEP, NULL);

  self->clocks = clocks != NULL ? *clocks : (PhoneSleepClocks) { get_boot_us, get_monotonic_us, NULL };
  self->gap_us = read_gap (self);
  self->timer = g_timeout_add_seconds (LOOK_S, timer_cb, self);
  watch_jumps (self);
  return self;
}
