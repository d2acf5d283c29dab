/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a computer that falls asleep in the middle of a sentence hangs up. While somebody rings or talks it must
 * neither sleep nor lock; while somebody talks, logging out asks first. After a call nothing of that is left. */

#include "app-inhibitor.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppInhibitor
{
  GObject parent_instance;

  GWeakRef application;
  GListModel *calls;
  GtkApplicationInhibitFlags flags;
  guint cookie;
};

G_DEFINE_FINAL_TYPE (AppInhibitor, app_inhibitor, G_TYPE_OBJECT)

/* A call that is over stays in the list for a moment. */
static GtkApplicationInhibitFlags
need (PhoneCall *call)
{
  PhoneCallState state = phone_call_get_state (call);

  if (state >= PHONE_CALL_STATE_ENDING)
    return 0;
  return GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_IDLE
         | (state >= PHONE_CALL_STATE_CONNECTING ? GTK_APPLICATION_INHIBIT_LOGOUT : 0);
}

static GtkApplicationInhibitFlags
need_all (GListModel *calls)
{
  GtkApplicationInhibitFlags flags = 0;

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      flags |= need (call);
    }
  return flags;
}

/* The new hold is taken before the old one is let go: the computer is never free in between. */
static void
hold (AppInhibitor               *self,
      GtkApplicationInhibitFlags  flags)
{
  g_autoptr (GtkApplication) application = g_weak_ref_get (&self->application);
  guint old = self->cookie;

  self->flags = flags;
  self->cookie = 0;
  if (application == NULL)
    return;
  if (flags != 0)
    self->cookie = gtk_application_inhibit (application, gtk_application_get_active_window (application), flags,
                                            _("In a call"));
  if (old != 0)
    gtk_application_uninhibit (application, old);
}

static void
update (AppInhibitor *self)
{
  GtkApplicationInhibitFlags flags = need_all (self->calls);

  if (flags != self->flags)
    hold (self, flags);
}

static void
calls_changed_cb (AppInhibitor *self,
                  guint         position,
                  guint         removed,
                  guint         added,
                  GListModel   *calls)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
app_inhibitor_dispose (GObject *object)
{
  AppInhibitor *self = APP_INHIBITOR (object);

  if (self->flags != 0)
    hold (self, 0);
  g_clear_object (&self->calls);
  G_OBJECT_CLASS (app_inhibitor_parent_class)->dispose (object);
}

static void
app_inhibitor_finalize (GObject *object)
{
  g_weak_ref_clear (&APP_INHIBITOR (object)->application);
  G_OBJECT_CLASS (app_inhibitor_parent_class)->finalize (object);
}

static void
app_inhibitor_class_init (AppInhibitorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_inhibitor_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_inhibitor_finalize;
}

static void
app_inhibitor_init (AppInhibitor *self)
{
  g_weak_ref_init (&self->application, NULL);
}

/**
 * app_inhibitor_new:
 * @application: the application that asks the desktop
 * @phone: whose calls count
 *
 * Returns: (transfer full): what keeps the computer awake
 */
AppInhibitor *
app_inhibitor_new (GtkApplication *application,
                   Phone          *phone)
{
  AppInhibitor *self = g_object_new (APP_TYPE_INHIBITOR, NULL);

  g_weak_ref_set (&self->application, application);
  self->calls = g_object_ref (phone_get_calls (phone));
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (self->calls), self->calls);
  return self;
}

/**
 * app_inhibitor_get_flags:
 * @self: an object
 *
 * Returns: what the calls there are need, whether or not the desktop does it
 */
GtkApplicationInhibitFlags
app_inhibitor_get_flags (AppInhibitor *self)
{
  g_return_val_if_fail (APP_IS_INHIBITOR (self), 0);

  return self->flags;
}
