/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what others learn of us when they write is decided in one place, in plain words, once and for all. */

#include "app-messages-page.h"

#include "app-blocked-group.h"
#include "phone-message-rules.h"

struct _AppMessagesPage
{
  AdwPreferencesPage parent_instance;

  Phone *phone;
  GtkWidget *delivery_receipts;
  GtkWidget *read_receipts;
  GtkWidget *typing;
  AppBlockedGroup *blocked;
};

G_DEFINE_FINAL_TYPE (AppMessagesPage, app_messages_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
bind (AppMessagesPage *self,
      const char      *rule,
      GtkWidget       *row)
{
  g_object_bind_property (phone_get_message_rules (self->phone), rule, row, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
set_phone (AppMessagesPage *self,
           Phone           *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;

  bind (self, "delivery-receipts", self->delivery_receipts);
  bind (self, "read-receipts", self->read_receipts);
  bind (self, "typing", self->typing);
  app_blocked_group_set_blocked (self->blocked, phone_get_blocked (self->phone));
}

static void
app_messages_page_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_PHONE)
    g_value_set_object (value, APP_MESSAGES_PAGE (object)->phone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_messages_page_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (id == PROP_PHONE)
    set_phone (APP_MESSAGES_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_messages_page_dispose (GObject *object)
{
  AppMessagesPage *self = APP_MESSAGES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_MESSAGES_PAGE);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_messages_page_parent_class)->dispose (object);
}

static void
app_messages_page_class_init (AppMessagesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_messages_page_get_property;
  object_class->set_property = app_messages_page_set_property;
  object_class->dispose = app_messages_page_dispose;

  /**
   * AppMessagesPage:phone: (nullable)
   *
   * The phone whose messages are meant; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_BLOCKED_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppMessagesPage, delivery_receipts);
  gtk_widget_class_bind_template_child (widget_class, AppMessagesPage, read_receipts);
  gtk_widget_class_bind_template_child (widget_class, AppMessagesPage, typing);
  gtk_widget_class_bind_template_child (widget_class, AppMessagesPage, blocked);
}

static void
app_messages_page_init (AppMessagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
