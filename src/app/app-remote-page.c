/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who else may use the phone is a question of trust, and is answered in one place, in plain words. */

#include "app-remote-page.h"

#include "app-headset-group.h"
#include "app-keys-group.h"
#include "app-remote.h"

struct _AppRemotePage
{
  AdwPreferencesPage parent_instance;

  Phone *phone;
  AppKeysGroup *keys;
  AppHeadsetGroup *headset;
  GtkWidget *scripts;
};

G_DEFINE_FINAL_TYPE (AppRemotePage, app_remote_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_phone (AppRemotePage *self,
           Phone         *phone)
{
  AppRemote *remote;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  remote = app_remote_get (phone);
  app_keys_group_set_keys (self->keys, app_remote_get_keys (remote));
  app_headset_group_set_headset (self->headset, app_remote_get_headset (remote));
  g_object_bind_property (remote, "scripts-allowed", self->scripts, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
app_remote_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_PHONE)
    g_value_set_object (value, APP_REMOTE_PAGE (object)->phone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_remote_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_PHONE)
    set_phone (APP_REMOTE_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_remote_page_dispose (GObject *object)
{
  AppRemotePage *self = APP_REMOTE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_REMOTE_PAGE);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_remote_page_parent_class)->dispose (object);
}

static void
app_remote_page_class_init (AppRemotePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_remote_page_get_property;
  object_class->set_property = app_remote_page_set_property;
  object_class->dispose = app_remote_page_dispose;

  /**
   * AppRemotePage:phone: (nullable)
   *
   * The phone that is used; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_HEADSET_GROUP);
  g_type_ensure (APP_TYPE_KEYS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-remote-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRemotePage, keys);
  gtk_widget_class_bind_template_child (widget_class, AppRemotePage, headset);
  gtk_widget_class_bind_template_child (widget_class, AppRemotePage, scripts);
}

static void
app_remote_page_init (AppRemotePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
